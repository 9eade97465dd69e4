/** The part of the editor's own storage that all windows share. */
interface Memento {
  get<T>(key: string, otherwise: T): T;
  update(key: string, value: unknown): Thenable<void>;
}

/**
 * The files that the user has told Tacit to forget in a workspace, by their URIs. All windows on the same folders read
 * and write the same list.
 */
export class ForgottenList {
  readonly #memento: Memento;
  readonly #keys: readonly string[];

  /**
   * @param name - the workspace's, as its storage has it
   * @param before - the name that it had before folders were added or removed. Its list goes on
   */
  constructor(memento: Memento, name: string, before: string | undefined) {
    this.#memento = memento;
    this.#keys = [name, ...(before === undefined ? [] : [before])].map((each) => `forgotten.${each}`);
  }

  get uris(): readonly string[] {
    for (const key of this.#keys) {
      const uris = this.#memento.get<readonly string[] | undefined>(key, undefined);
      if (uris !== undefined) return uris;
    }
    return [];
  }

  async replace(uris: readonly string[]): Promise<void> {
    const [key = ''] = this.#keys;
    await this.#memento.update(key, [...new Set(uris)].sort());
  }
}
