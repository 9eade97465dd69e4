import { isPassphrase, isSecretValue } from './secret-values.ts';
import type { Span } from './span.ts';

/**
 * Words that say that what is given to them is secret. What is given to a password is rarely anything else. Tokens and
 * keys have other meanings too, so their values have to look like secrets themselves. What logs in has a name first.
 */
const words =
  /(pass(?:w(?:or)?d|wort|phrase|code)?|p(?:ass)?wd|pw|secret|identified by|密[码碼]|口令)|token|cred(?:ential)?|(?:api|access|account|auth|private|secret|sign(?:ing)?|encrypt(?:ion)?|shared|license|master|session)[_-]?key|[密秘][钥鑰]|令牌|bearer|basic|(log_?[io]n|sign_?in|auth(?:enticat(?:e|ion))?|connect)/gi;
/** These also end other words. */
const shortWord = /^(?:pass|pw|auth|basic|cred|connect)$/i;

/** What comes of a name behind such a word. */
const restOfName = /s?(?:(?![\w-])|[_-][\w-]{0,64}|(?<=[a-z]s?)[A-Z][\w-]{0,64}|\d[\w-]{0,64})/y;
/** Names that go on so are about a secret, and not for one. */
const aboutIt =
  /^[_-]?(?:hash|reset|ur[li]|path|file|dir|type|name|id$|expir|ttl|rule|list|stream|manager|provider|service|header|prefix|is|ref$)/i;
/** Names that go on so are for a secret of a place or a time. */
const ofPlace =
  /^s?(?:[_-]?(?:\d+|prod\w*|dev|test|live|staging|default|value|plain|key|base|old|new)|_[A-Z0-9_]+)?$/i;

const separator =
  /\\?["'`]?[\])]?(?:（[^）\n]{0,20}）)?[ \t]*(:[ \t]*&?[A-Za-z][\w.<>[\]]*\??[ \t]*=(?!=)|[=!]==?|:=|=>|[:=：＝](?![:=])|[是为為]|(?<=["'`]),|(?<="[ \t])value=(?=")|>|(?<=[ \t])(?:is|was|by|BY)(?:(?= )|:)|(?<=[ \t]))[ \t]*/y;
const quotedValue = /(?:\w{1,20}\()?[@brfu]{0,2}(\\?)(["'`“])((?:(?!\1\2)(?:\\.|[^\n\\”])){0,400})/y;
const bareValue = /[!#$%(-+\--:=?-[\]-_a-z|~]{1,400}/y;
const argument = /(["'`])((?:\\.|(?!\1)[^\n\\])*)(?:\1|$)/g;

/** How far a line is looked through, in UTF-16 code units. */
const LONGEST_LINE = 200;

/** A word that guards a secret, with the rest of its name. */
interface Name {
  readonly from: number;
  readonly to: number;
  readonly word: string;
  readonly logsIn: boolean;
  /** Whether nothing but a secret is meant. */
  readonly isSure: boolean;
}

/**
 * The values that a text gives to something called a password or the like: in quotes or without, in assignments,
 * settings, elements, options, connection strings, queries and arguments.
 */
export function namedValues(text: string): readonly Span[] {
  const spans: Span[] = [];
  words.lastIndex = 0;
  for (let hit; (hit = words.exec(text));) {
    const name = nameAt(text, hit);
    if (!name) continue;
    const found = text[name.to] === '(' ? secretArguments(text, name, name.to + 1) : valueOf(text, name);
    spans.push(...found);
    words.lastIndex = found.at(-1)?.to ?? name.to;
  }
  return spans;
}

function nameAt(text: string, { index, 0: word, 1: password, 2: login }: RegExpExecArray): Name | undefined {
  // At the start of a name, or of one of its humps.
  const begins = /^(?:[^A-Za-z]|[a-z][A-Z])/.test((text[index - 1] ?? ' ') + text[index]!);
  if (shortWord.test(word) && !begins) return undefined;
  const rest = at(restOfName, text, index + word.length);
  if (!rest || aboutIt.test(rest[0].replace(/^s(?![a-z])/, ''))) return undefined;
  const logsIn = login !== undefined || rest[0].startsWith('Auth');
  // A pass is one of rendering or compiling, except in settings.
  const isSure = password !== undefined && !/^[Pp]ass$/.test(word) && ofPlace.test(rest[0]);
  return { from: index, to: index + word.length + rest[0].length, word, logsIn, isSure };
}

function valueOf(text: string, name: Name): readonly Span[] {
  const separated = at(separator, text, name.to);
  if (!separated) return [];
  const sign = separated[1]!.trim();
  let from = name.to + separated[0].length;
  if (/^[:=]$/.test(sign) && (name.logsIn || name.isSure) && /[([]/.test(text[from] ?? ''))
    return secretArguments(text, name, from + 1);
  if (name.logsIn) return [];
  const quoted = at(quotedValue, text, from);
  const isBearer = /^(?:bearer|basic)$/i.test(name.word);
  let value: string;
  let isSecret: boolean;
  if (quoted) {
    value = quoted[3]!;
    from += quoted[0].length - value.length;
    const isConstant = text[name.from - 1] === '_' && name.word === name.word.toUpperCase();
    const isGiven =
      sign !== '' || isBearer || isConstant || /^(?:iden|password)/i.test(name.word) || isOption(text, name);
    const isMarkdown = sign === '' && quoted[2] === '`';
    isSecret =
      isGiven &&
      !isMarkdown &&
      isQuotedSecret(value, name.isSure && (isConstant || !/^(?:,|is:?|was|>)$/.test(sign)));
  } else {
    value = lineAfter(text, from).trimEnd();
    isSecret = name.isSure && /^[:=：＝]$/.test(sign) && isPassphrase(value);
    if (!isSecret) {
      value = bareOf(text, from, sign);
      isSecret = isBearer
        ? sign === '' && value.length >= 16 && /\d/.test(value)
        : isSecretValue(value, isSureOfBare(text, name, sign, from, value), false);
    }
  }
  return isSecret ? [{ from, to: from + value.length }] : [];
}

/** A value without quotes and blanks; empty where there is code. */
function bareOf(text: string, from: number, sign: string): string {
  const value = at(bareValue, text, from)?.[0] ?? '';
  const isCode = sign === '>' ? !text.startsWith('</', from + value.length) : /^(?:=>|.==?)$/.test(sign);
  return isCode ? '' : value;
}

/** Whether nothing but a secret can be meant, so that a value need not look like one. */
function isSureOfBare(text: string, name: Name, sign: string, from: number, value: string): boolean {
  if (!name.isSure && name.word !== 'PASS') return false;
  if (/[：＝>]/.test(sign) || name.word > '~' || isOption(text, name)) return true;
  const before = lineBefore(text, name.from);
  const whole = /[\w.-]*$/.exec(before)![0] + text.slice(name.from, name.to);
  if (sign === '=' && text[name.to] === '=') {
    // A part of a connection string or a query, a variable of a shell, or a property.
    if (/^$|[;?&"'][\w ]*$/.test(before) || /^[A-Z0-9_]+$/.test(whole)) return true;
    if (/^[\w.-]*$/.test(before) && /[.-]/.test(whole)) return true;
  }
  if (!/^[\s\-"']*[\w.-]*$/.test(before) || !/^\s*(?:#|$)/.test(lineAfter(text, from + value.length)))
    return false;
  // A line of YAML, unless it may declare a type, or one of an INI file, unless it may assign a variable.
  if (sign === ':') return !/^(?:[A-Z][a-z]+|[a-z]{1,7})$/.test(value);
  return sign === '=' && !/^\s/.test(before) && /\d/.test(value);
}

/** Whether a name is an option of a command: `--password`. */
function isOption(text: string, name: Name): boolean {
  return /(?:^|\s)--?[\w.-]*$/.test(lineBefore(text, name.from));
}

/** The beginning of the line in which an offset is. */
function lineBefore(text: string, offset: number): string {
  return /.*$/.exec(text.slice(Math.max(0, offset - LONGEST_LINE), offset))![0];
}

/** The rest of the line in which an offset is. */
function lineAfter(text: string, offset: number): string {
  return /.*/.exec(text.slice(offset, offset + LONGEST_LINE))![0];
}

/** Strings among the arguments from `from` on: all that look like secrets, and what follows a name or is set. */
function secretArguments(text: string, name: Name, from: number): readonly Span[] {
  const line = lineAfter(text, from);
  const spans: Span[] = [];
  let count = 0;
  let last = 0;
  const isSet = name.isSure && (text[name.to] !== '(' || /set_?$/i.test(lineBefore(text, name.from)));
  for (const { index, 0: whole, 2: value } of line.matchAll(argument)) {
    if (/[){}]/.test(line.slice(last, index))) break;
    last = index + whole.length;
    const isSure = name.logsIn ? !/^conn/i.test(name.word) : isSet;
    if ((count++ > 0 || !name.logsIn) && isQuotedSecret(value!, isSure))
      spans.push({ from: from + index + 1, to: from + index + 1 + value!.length });
  }
  // A list is one of a name and a password, or of something else.
  return name.logsIn && text[name.to] !== '(' && count !== 2 ? [] : spans;
}

function isQuotedSecret(value: string, isSure: boolean): boolean {
  return value.includes(' ') ? isSure && isPassphrase(value) : isSecretValue(value, isSure, true);
}

function at(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}
