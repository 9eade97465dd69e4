import { at, lineBefore } from './lines.ts';

/**
 * Words that say that what is given to them is secret. What is given to a password is rarely anything else. Tokens and
 * keys have other meanings too, so their values have to look like secrets themselves. What logs in or signs has
 * something else first.
 */
const words =
  /((?:(?:user|db|ssh|become|smtp|mail|admin|root|sudo)_?|store|key)?pass(?:w(?:or)?d|wort|phrase|code)?|p(?:ass)?wd|pw|psk|secret|mnemonic|seed[_ ]phrase|identified by|密[码碼]|口令|パスワード|비밀번호|пароль|contraseña|kennwort|wachtwoord|senha)|token|cred(?:ential)?|(?:api|access|account|auth|private|secret|sign(?:ing)?|encrypt(?:ion)?|shared|license|master|session)[_ -]?key|[密秘][钥鑰]|令牌|bearer|basic|(log_?[io]n|sign_?in|auth(?:enticat(?:e|ion))?|connect(?:ion)?|jwt\.(?:sign|verify)|createhmac|createcipheriv|wifi\.begin|new pdo)/gi;
/** These also end other words. */
const shortWord = /^(?:(?:key|store)?pass|pw|psk|auth|basic|cred|connect(?:ion)?|senha)$/i;

/** What comes of a name behind such a word. */
const restOfName = /s?(?:(?![\w-])|[_-][\w-]{0,64}|(?<=[a-z]s?)[A-Z][\w-]{0,64}|\d[\w-]{0,64})/y;
/** Names that go on so are about a secret, and not for one. */
const aboutIt =
  /^[_-]?(?:hash|reset|ur[li]|path|file|dir|type|name|id$|expir|ttl|rule|list|stream|manager|provider|service|header|prefix|error|exception|is|ref$)/i;
/** Names that go on so are for a secret of a place or a time. */
const ofPlace =
  /^s?(?:[_-]?(?:\d+|prod\w*|dev|test|live|staging|default|value|plain|key|base|old|new)|_[A-Z0-9_]+)?$/i;

/** A word that guards a secret, with the rest of its name. */
export interface Name {
  readonly from: number;
  readonly to: number;
  readonly word: string;
  readonly logsIn: boolean;
  /** Whether nothing but a secret is meant. */
  readonly isSure: boolean;
}

/** The next name at `from` or after it. */
export function nextName(text: string, from: number): Name | undefined {
  words.lastIndex = from;
  for (let hit; (hit = words.exec(text));) {
    const name = nameAt(text, hit);
    if (name) return name;
  }
  return undefined;
}

function nameAt(text: string, { index, 0: word, 1: password, 2: login }: RegExpExecArray): Name | undefined {
  // At the start of a name, or of one of its humps.
  const begins = /^(?:[^A-Za-z]|[a-z][A-Z])/.test((text[index - 1] ?? ' ') + text[index]!);
  if (shortWord.test(word) && !begins) return undefined;
  const rest = at(restOfName, text, index + word.length);
  if (!rest || aboutIt.test(rest[0].replace(/^s(?![a-z])/, ''))) return undefined;
  const logsIn = login !== undefined || rest[0].startsWith('Auth');
  const isSure = password !== undefined && !isOfWork(text, index, word) && ofPlace.test(rest[0]);
  return { from: index, to: index + word.length + rest[0].length, word, logsIn, isSure };
}

/** Whether a pass is one of rendering or compiling, and not that of a user. */
function isOfWork(text: string, index: number, word: string): boolean {
  return /^[Pp]ass$/.test(word) && !/user\w*["']?[ \t]*[:=]/i.test(lineBefore(text, index));
}

/** Whether a name is an option of a command: `--password`. */
export function isOption(text: string, name: Name): boolean {
  return /(?:^|\s)--?[\w.-]*$/.test(lineBefore(text, name.from));
}

/** Whether a name is a constant of several words: `API_KEY`. */
export function isConstant(text: string, { from, word }: Name): boolean {
  return (text[from - 1] === '_' || word.includes('_')) && word === word.toUpperCase();
}
