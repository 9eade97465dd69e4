import type { StoredModel } from '../../core/modelfile/model-file.ts';
import { arePathDigests, common, digestsOf, type PathDigests, union } from '../../core/text/path-digests.ts';

/** What a model has learned from besides the files of its run, and which of its files are gone. */
export class CardRecord {
  #saved: PathDigests = '';
  #gone: PathDigests = '';

  /** Called when a new run begins. */
  clear(): void {
    this.#saved = '';
    this.#gone = '';
  }

  /** What was learned from saves. */
  get saved(): PathDigests {
    return this.#saved;
  }

  learned(path: string): void {
    this.#saved = union(this.#saved, digestsOf([path]));
  }

  gone(files: PathDigests): void {
    this.#gone = union(this.#gone, files);
  }

  /** The model, with all this on its card. */
  on(model: StoredModel): StoredModel {
    const { card } = model;
    const { learned, gone = '' } = card.provenance;
    const all = learned === undefined ? undefined : union(learned, this.#saved);
    const known = arePathDigests(all) ? all : undefined;
    const ever = union(gone, this.#gone);
    const recorded = known === undefined ? ever : common(ever, known);
    const provenance = {
      ...card.provenance,
      learned: known,
      gone: recorded !== '' && arePathDigests(recorded) ? recorded : undefined,
    };
    return { ...model, card: { ...card, provenance } };
  }
}
