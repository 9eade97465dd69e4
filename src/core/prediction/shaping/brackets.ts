const openerOf: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** The opening bracket that belongs to a closing one; undefined for any other character. */
export function openerFor(character: string): string | undefined {
  return openerOf[character];
}

export function isOpener(character: string): boolean {
  return character === '(' || character === '[' || character === '{';
}

export function isCloser(character: string): boolean {
  return character === ')' || character === ']' || character === '}';
}
