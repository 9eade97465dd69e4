/** A file about a noun. All such files differ only in their nouns. */
export function sourceOf(noun: string): string {
  const type = noun[0].toUpperCase() + noun.slice(1);
  const method = (verb: string) => `  ${verb}(${noun}: ${type}): void {
    if (!${noun}.ready) {
      throw new Error('The ${noun} is not ready.');
    }
    this.${noun}s.push(${noun});
  }
`;
  return `export interface ${type} {
  readonly name: string;
  readonly ready: boolean;
}

export class ${type}Registry {
  private readonly ${noun}s: ${type}[] = [];

${['add', 'register', 'include', 'append'].map(method).join('\n')}}
`;
}
