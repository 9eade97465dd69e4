const openerOf: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** The opening bracket that a closing one belongs to; undefined for every other character. */
export function openerFor(character: string): string | undefined {
  return openerOf[character];
}

export function isOpener(character: string): boolean {
  return character === '(' || character === '[' || character === '{';
}

export function isCloser(character: string): boolean {
  return character === ')' || character === ']' || character === '}';
}
