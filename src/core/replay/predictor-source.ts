import type { BoundedWork } from '../prediction/bounded-work.ts';
import type { CursorState } from '../prediction/context-states.ts';
import type { Knowledge } from '../prediction/knowledge.ts';
import { OpenDocument } from '../prediction/open-document.ts';
import { Predictor, type CursorRequest, type Found } from '../prediction/predictor.ts';
import { shapeCuts, type ShapedCut } from '../prediction/shaping/shape-cuts.ts';
import type { Kernels } from '../tensor/kernels.ts';
import type { TypedSource } from './typed-source.ts';

/** As the typist's editor is set: by its rules a suggestion stays in its line. */
const settings = {
  selected: undefined,
  insertSpaces: true,
  tabSize: 4,
  eagerness: 'balanced',
  multiLine: false,
} as const;

/** What Tacit offers, shaped, before any gate. */
export class PredictorSource implements TypedSource {
  readonly #document: OpenDocument;
  readonly #predictor: Predictor;
  readonly #leastProbability: number;
  /** Told what was found, before it is shaped, and how many UTF-16 code units stood there. */
  readonly #onFound: ((found: Found, typed: number) => void) | undefined;
  #typed = 0;

  constructor(
    knowledge: Knowledge,
    path: string,
    kernels: Kernels,
    leastProbability: number,
    onFound?: (found: Found, typed: number) => void,
  ) {
    this.#document = new OpenDocument(path, '');
    this.#predictor = new Predictor(knowledge, this.#document, kernels);
    this.#leastProbability = leastProbability;
    this.#onFound = onFound;
  }

  type(text: string): void {
    const { line, character } = this.#end();
    this.#typed += text.length;
    this.#predictor.edit({
      startLine: line,
      startCharacter: character,
      endLine: line,
      endCharacter: character,
      text,
    });
  }

  *cuts(): BoundedWork<readonly ShapedCut[]> {
    const at = this.#end();
    const request: CursorRequest = { ...settings, ...at };
    const prefix = this.#document.line(at.line);
    const found = yield* this.#predictor.search(request, prefix, '', this.#leastProbability);
    this.#onFound?.(found, this.#typed);
    return shapeCuts(found.cuts, found.context);
  }

  /** Where the model stands behind all that was typed. */
  *cursor(): BoundedWork<CursorState> {
    const { line } = this.#end();
    return yield* this.#predictor.cursor(line, this.#document.line(line));
  }

  dispose(): void {
    this.#predictor.dispose();
  }

  #end(): { readonly line: number; readonly character: number } {
    const line = this.#document.lineCount - 1;
    return { line, character: this.#document.line(line).length };
  }
}
