const aboutSecrets =
  /pass|pwd(?![a-z])|secret|token|credential|keys?(?![a-z])|auth|login|your|example|dummy|change|enter|invalid|missing|密/i;
const literals =
  /^(?:true|false|null|none|nil|undefined|unknown|text|required|optional|str(?:ing)?|number|bool(?:ean)?|(?:sha|md|aes|rsa|utf|[hrep]s|base)_?-?\d.*|[\^~]?\d+\.\d.*|0x.*)\b\W*$/i;
/** Variables of templates and shells, addresses, paths, calls. */
const references =
  /^[$%<({[\\/&]|^\.{1,2}\/|:\/\/|\$[({]|\{\{|%[sd]|<\w|\w\(|^\w+\[|=>|\\[nudsw]|^[#.][\w-]+$/;
const version = /^[a-z]+-\d+(?:\.\d+)*$/i;
const oneCharacter = /^(.)\1*$/s;
const path = /^[\w$-]+(?:\.[\w$-]*[A-Za-z$_][\w$-]*)+[!?]?$/;
const identifier = /^[A-Za-z_$][\w$]*[!?]?$/;
const signs = /[!#$%^&*+=~?@]/;
const signWithin = /.[!#$%^&*+=~?@]/;

/**
 * Whether a value without blanks may be a secret. `isSure`: its name says that it is one, so that it may be all but a
 * placeholder or code, while others have to mix letters with digits or signs. `isQuoted`: what is not may be code.
 */
export function isSecretValue(value: string, isSure: boolean, isQuoted: boolean): boolean {
  if (value.length < 4 || oneCharacter.test(value) || literals.test(value) || references.test(value))
    return false;
  const hasDigit = /\d/.test(value);
  const hasSign = signs.test(value);
  const isName = !isQuoted && identifier.test(value);
  if (aboutSecrets.test(value) && ((!hasDigit && !hasSign) || isName)) return false;
  if (!isQuoted && (path.test(value) || /[()[\]{}|]/.test(value))) return false;
  if (isSure) return isQuoted || value.length >= 6 || hasDigit;
  if (value.length < 8 || !/[A-Za-z]/.test(value) || version.test(value)) return false;
  // Names of types and variables have one number at most, as a rule.
  if (isName && value.split(/\d+/).length < 3) return false;
  return hasDigit ? value.length >= 10 || !/^[a-z]+[\d.]+$/i.test(value) : isQuoted && signWithin.test(value);
}

/** Whether a value is of letters and digits in a mixture that names in code rarely have. */
export function isMixed(value: string): boolean {
  return value.length >= 8 && /\d[A-Za-z]/.test(value) && /[A-Za-z]\d/.test(value);
}

/** As `isSecretValue`, for what stands in quotes, where blanks may be. */
export function isQuotedSecret(value: string, isSure: boolean): boolean {
  return value.includes(' ') ? isSure && isPassphrase(value) : isSecretValue(value, isSure, true);
}

/** Words of sentences about passwords, which nobody would take into one. */
const ofSentences = /\b(?:an?|the|this|is|are|be|must|not?|to|of|for|and|or|with|if|in|on|can|has)\b/;

/** Whether a value is a passphrase: words that are no sentence, as `correct horse battery staple`. */
export function isPassphrase(value: string): boolean {
  return (
    /^[a-z0-9]+(?:[ -][a-z0-9]+){2,23}$/.test(value) &&
    value.length >= 12 &&
    !aboutSecrets.test(value) &&
    !ofSentences.test(value)
  );
}
