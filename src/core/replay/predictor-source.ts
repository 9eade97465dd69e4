import type { BoundedWork } from '../base/bounded-work.ts';
import type { CursorState } from '../prediction/context-states.ts';
import { offerOf } from '../prediction/offer-of.ts';
import type { Offer } from '../prediction/gate/offer.ts';
import type { Knowledge } from '../prediction/knowledge.ts';
import { OpenDocument } from '../prediction/open-document.ts';
import { Predictor, type CursorRequest, type Found } from '../prediction/predictor.ts';
import type { Kernels } from '../tensor/kernels.ts';
import type { Gap } from './gaps.ts';
import type { Indentation } from './indentation-habits.ts';
import type { TypedSource } from './typed-source.ts';

interface PredictorSourceOptions {
  readonly knowledge: Knowledge;
  /** As in `SourceFile.path`. */
  readonly path: string;
  /** The source owns them: `dispose` frees them. */
  readonly kernels: Kernels;
  readonly indentation: Indentation;
  /** The search ends at cuts that are less probable. */
  readonly leastProbability: number;
  /** What is in the file already; nothing unless given. */
  readonly text?: string;
  /** Whether cuts of several lines are offered at the ends of lines. */
  readonly multiLine?: boolean;
  /** Called with what was found, before it is shaped, and the number of UTF-16 code units typed so far. */
  readonly onFound?: ((found: Found, typed: number) => void) | undefined;
}

/** What Tacit offers, shaped, before any of it is chosen. */
export class PredictorSource implements TypedSource {
  readonly #document: OpenDocument;
  readonly #predictor: Predictor;
  readonly #options: PredictorSourceOptions;
  #cursor: { readonly line: number; readonly character: number };
  #typed = 0;

  constructor(options: PredictorSourceOptions) {
    const { knowledge, path, kernels, text = '' } = options;
    this.#options = options;
    this.#document = new OpenDocument(path, text);
    this.#predictor = new Predictor(knowledge, this.#document, kernels);
    const line = this.#document.lineCount - 1;
    this.#cursor = { line, character: this.#document.line(line).length };
  }

  /** Removes a stretch of a line, so that it can be typed there again. */
  open({ line, start, end }: Gap): void {
    this.#predictor.edit({
      startLine: line,
      startCharacter: start,
      endLine: line,
      endCharacter: end,
      text: '',
    });
    this.#cursor = { line, character: start };
  }

  type(text: string): void {
    const { line, character } = this.#cursor;
    const at = { startLine: line, startCharacter: character, endLine: line, endCharacter: character };
    this.#predictor.edit({ ...at, text });
    this.#typed += text.length;
    const [first = '', ...others] = text.split('\n');
    const last = others.at(-1);
    this.#cursor = {
      line: line + others.length,
      character: last === undefined ? character + first.length : last.length,
    };
  }

  *offer(): BoundedWork<Offer> {
    const { indentation, leastProbability, multiLine = false, onFound } = this.#options;
    const { line, character } = this.#cursor;
    const request: CursorRequest = {
      ...indentation,
      line,
      character,
      multiLine,
      selected: undefined,
      eagerness: leastProbability,
    };
    const text = this.#document.line(line);
    const [prefix, suffix] = [text.slice(0, character), text.slice(character)];
    const found = yield* this.#predictor.search(request, prefix, suffix, leastProbability);
    onFound?.(found, this.#typed);
    return offerOf(found);
  }

  /** Where the model is at the cursor. */
  *cursor(): BoundedWork<CursorState> {
    const { line, character } = this.#cursor;
    return yield* this.#predictor.cursor(line, this.#document.line(line).slice(0, character));
  }

  dispose(): void {
    this.#predictor.dispose();
  }
}
