import { at, lineAfter, lineBefore } from './lines.ts';
import { secretArguments } from './secret-arguments.ts';
import { isConstant, isOption, type Name, nextName } from './secret-names.ts';
import { isMixed, isPassphrase, isQuotedSecret, isSecretValue } from './secret-values.ts';
import type { Span } from './span.ts';

const SIGNS = [
  // A name and its value as two members, lines or attributes.
  '(?:["\']?,?\\s{1,40}|(?<=[ \\t]))(?:type="\\w*" )?["\']?value["\']?[ \\t]*[:=](?![:=])',
  // Elements, with their attributes.
  '(?:(?!value)[\\w:]+="[^"\\n]{0,80}")?>(?:<!\\[CDATA\\[)?|</key>\\s{1,40}<string>',
  // A declaration with a type, an array, a property.
  ':[ \\t]*&?[A-Za-z][\\w.<>[\\]]*\\??[ \\t]*=(?![=\\n]|$)',
  '(?<!["\']\\s*)(?:\\[\\d*\\]|\\{[^{}\\n]{0,20}\\}|(?:(?:As|FOR)[ \\t]+)?[A-Za-z]\\w{0,20}(?:\\(\\w*\\))?)[ \\t]*=(?!=)',
  // Comparisons, assignments, what stands in for a missing value, and where a value begins in YAML's next line.
  '[=!]==?|:[-=]|=>|<-|\\.equals\\(|\\|\\||\\?\\?|\\?:|or(?= ["\'])|:[ \\t]+[|>][-+]?\\n|[:=：＝](?![:=])',
  '[是为為][：:]?|(?<=["\'`]),',
  '(?<=[ \\t])(?:\\||(?:is|was|by|BY)(?:(?= )|:))|(?<=[ \\t])',
].join('|');

/** What is between a name and its value. */
const separator = new RegExp(
  `\\\\?["'\`]?[\\])]?(?:（[^）\\n]{0,20}）)?[ \\t]*(?:\\*\\*)?(${SIGNS})(?:\\*\\*)?[ \\t]*`,
  'y',
);
const condition = /[\w.!()=& ]{1,60}\?[ \t]*(?=["'])/y;
const quotedValue = /(?:\w{1,20}\()?[@brfu]{0,2}(\\?)(["'`“])((?:(?!\1\2)(?:\\.|[^\n\\”])){0,400})/y;
const bareValue = /[!#$%(-+\--:=?-[\]-_a-z|~]{1,200}/y;
/** A name and a password in one text. */
const namedPair = /^[\w.@-]{1,40}:(?=[^\s:/]{4,}$)(?!\d+$)/;
const comment = /^\s*(?:\/[/*]|[#;>[]|[-*+] |--|<!--)/;

/**
 * The values that a text gives to something called a password or the like: in quotes or without, in assignments,
 * settings, elements, options, connection strings, queries and arguments.
 */
export function namedValues(text: string): readonly Span[] {
  const spans: Span[] = [];
  let end = 0;
  for (let name; (name = nextName(text, end));) {
    const found = text[name.to] === '(' ? secretArguments(text, name, name.to + 1) : valueOf(text, name);
    spans.push(...found);
    end = found.at(-1)?.to ?? name.to;
  }
  return spans;
}

function valueOf(text: string, name: Name): readonly Span[] {
  const separated = at(separator, text, name.to);
  if (!separated) return [];
  const sign = signOf(separated[1]!);
  let from = name.to + separated[0].length;
  const isAssigned = /^[:=]$/.test(sign);
  if (isAssigned && (name.logsIn || name.isSure || /^cred/i.test(name.word)) && /[([]/.test(text[from] ?? ''))
    return secretArguments(text, name, from + 1);
  if (isAssigned && name.isSure) from += at(condition, text, from)?.[0].length ?? 0;
  const quoted = at(quotedValue, text, from);
  if (quoted) from += quoted[0].length - quoted[3]!.length;
  const bare = quoted ? '' : bareOf(text, from, sign);
  if (isAssigned && (name.logsIn || /^basic$/i.test(name.word))) {
    const pair = namedPair.exec(quoted?.[3] ?? bare);
    const value = pair?.input.slice(pair[0].length) ?? '';
    if (isSecretValue(value, true, true) && !/^conn/i.test(name.word))
      return [{ from: from + pair![0].length, to: from + pair!.input.length }];
  }
  if (name.logsIn) return [];
  if (quoted) return isGivenSecret(text, name, sign, quoted) ? [{ from, to: from + quoted[3]!.length }] : [];
  const line = lineAfter(text, from).trimEnd();
  if (name.isSure && /^[:=：＝]$/.test(sign) && isPassphrase(line)) return [{ from, to: from + line.length }];
  return isBareSecret(text, name, sign, from, bare) ? [{ from, to: from + bare.length }] : [];
}

/** Signs that mean the same are made one. */
function signOf(found: string): string {
  const sign = found.trim();
  if (/^:[ \t]+[|>]/.test(sign)) return ':';
  if (/[>[]$/.test(sign) && !/^[=|]/.test(sign)) return '>';
  return /^["',]?.*value/s.test(sign) && found.includes('\n') ? 'value:' : sign;
}

/** Whether a value in quotes is secret. */
function isGivenSecret(text: string, name: Name, sign: string, quoted: RegExpExecArray): boolean {
  const isBearer = /^(?:bearer|basic)$/i.test(name.word);
  const isSetting = isConstant(text, name);
  const isGiven =
    sign !== '' || isBearer || isSetting || /^(?:iden|password)/i.test(name.word) || isOption(text, name);
  // In a table, code stands in backticks; elsewhere the sign is that of a union.
  if (!isGiven || (quoted[2] === '`' ? sign === '' : sign === '|')) return false;
  return isQuotedSecret(quoted[3]!, name.isSure && (isSetting || !/^(?:,|is:?|was|>)$/.test(sign)));
}

/** Whether a value without quotes is secret. */
function isBareSecret(text: string, name: Name, sign: string, from: number, value: string): boolean {
  if (/^(?:bearer|basic)$/i.test(name.word))
    return (
      sign === '' &&
      value.length >= 16 &&
      /\d|[a-z][A-Z].*[a-z][A-Z].*=$/.test(value) &&
      !value.includes('://')
    );
  if (sign === '|' && !/^\s*\|/.test(lineBefore(text, name.from))) return false;
  const isSure =
    isSureOfBare(text, name, sign, from, value) ||
    ((name.isSure || /^pass$/i.test(name.word)) && (isMixed(value) || isInComment(text, name, sign, value)));
  return isSecretValue(value, isSure, false);
}

/** A value without quotes and blanks; empty where there is code. */
function bareOf(text: string, from: number, sign: string): string {
  // A bracket that was opened before the value ends it.
  const value = (at(bareValue, text, from)?.[0] ?? '').replace(/^([^()]*)\).*|\]\]$/, '$1');
  const isClosed = /^(?:\]\]>)?<\//.test(text.slice(from + value.length, from + value.length + 5));
  const isPlaceholder = sign === ':=' && /^[^\n]{0,80}\}/.test(text.slice(from + value.length));
  const isCode =
    sign === '>'
      ? !isClosed
      : !isPlaceholder &&
        !/^(?:value:|:-|[:=：＝|是为為]|)$/.test(sign) &&
        !/^(?:[是为為][：:]|is:?|was|by)$/i.test(sign);
  return isCode ? '' : value;
}

/** Whether nothing but a secret can be meant, so that a value need not look like one. */
function isSureOfBare(text: string, name: Name, sign: string, from: number, value: string): boolean {
  if (!name.isSure && name.word !== 'PASS') return false;
  if (/[：＝>|]|^value:/.test(sign) || name.word > '~' || isOption(text, name)) return true;
  const before = lineBefore(text, name.from);
  // The value of a variable that is missing.
  if (/\$\{[\w.-]*$/.test(before)) return true;
  if (sign === '=' && text[name.to] === '=') {
    const whole = /(?<![\w.-])[\w.-]*$/.exec(before)![0] + text.slice(name.from, name.to);
    // A part of a connection string or a query, a variable of a shell, or a property.
    if (/^$|[;?&"'][\w ]*$/.test(before) || /^[A-Z0-9_]+$/.test(whole)) return true;
    if (/^[\w.-]*$/.test(before) && /[._-]/.test(whole)) return true;
    if (/\s--?[\w-]+=$|(?:^|[\s"'`;,])(?:user(?:name)?|uid|login|host)=[^(]*$/i.test(before)) return true;
  }
  if (!/^[\s\-"']*[\w.-]*$/.test(before) || !/^\s*(?:#|$)/.test(lineAfter(text, from + value.length)))
    return false;
  // A line of YAML, unless it may declare a type, or one of an INI file, unless it may assign a variable.
  if (sign === ':') return !/^(?:[A-Z][a-z]+|[a-z]{1,7})$/.test(value);
  return sign === '=' && !/^\s/.test(before) && /\d/.test(value);
}

/** Whether a comment or a list gives a value, which has a digit where it is not a word. */
function isInComment(text: string, name: Name, sign: string, value: string): boolean {
  return /^[:=]$/.test(sign) && /\d/.test(value) && comment.test(lineBefore(text, name.from));
}
