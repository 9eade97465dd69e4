/** What an extension says of a language in its manifest. Nothing about it is certain. */
export interface LanguageContribution {
  readonly id?: unknown;
  readonly extensions?: unknown;
  readonly filenames?: unknown;
}

/** The languages that the editor gives to files by their names alone. The others have none here. */
export class LanguagesOfFiles {
  /** From a whole name, or from an ending that begins with a dot, in lower case. */
  readonly #languages = new Map<string, string>();

  /** @param associations - the setting `files.associations`, of which names and endings count */
  constructor(
    contributions: readonly LanguageContribution[],
    associations: Readonly<Record<string, unknown>>,
  ) {
    const add = (name: unknown, id: unknown): void => {
      if (typeof name === 'string' && typeof id === 'string') this.#languages.set(name.toLowerCase(), id);
    };
    for (const { id, extensions, filenames } of contributions) {
      for (const name of [...listed(extensions), ...listed(filenames)]) add(name, id);
    }
    for (const [glob, id] of Object.entries(associations)) add(glob.replace(/^(?:\*\*\/)?\*?/, ''), id);
  }

  of(path: string): string | undefined {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    const endings = [...name.matchAll(/\./g)].map(({ index }) => name.slice(index));
    return [name, ...endings].map((ending) => this.#languages.get(ending)).find((id) => id !== undefined);
  }
}

function listed(items: unknown): readonly unknown[] {
  return Array.isArray(items) ? items : [];
}
