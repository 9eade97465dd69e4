import type { TypedCounts } from '../memory/typed-counts.ts';
import { segmentOf } from '../text/token-stream.ts';
import type { IsAllowed } from '../text/secrets/allowed-secrets.ts';
import { maskSecrets } from '../text/secrets/mask-secrets.ts';
import { TEXT_TOKEN, type Tokenizer } from '../text/tokenizer.ts';
import type { BoundedWork } from '../base/bounded-work.ts';
import type { WordIndex } from '../memory/word-index.ts';
import { DocumentWords } from './document-words.ts';
import { holdsSecret, namedLine } from './holds-secret.ts';
import type { LineSplice, OpenDocument } from './open-document.ts';

/** Lines above and below the cursor that are counted. */
const LINES_ABOVE = 3000;
const LINES_BELOW = 1000;
/** Lines counted between two yields. */
const LINES_PER_PIECE = 32;

/**
 * Keeps the n-grams of a document up to date with its lines. Each line around the cursor is counted as soon as it is
 * finished. In the cursor's own line, the tokens that can no longer change are counted.
 */
export class DocumentCounts {
  readonly #typed: TypedCounts;
  readonly #tokenizer: Tokenizer;
  readonly #document: OpenDocument;
  readonly #isAllowed: IsAllowed | undefined;
  /** All lines in [from, to) are counted, except the one that the cursor is in. */
  #from = 0;
  #to = 0;
  #cursorLine = -1;
  readonly #words = new DocumentWords();

  constructor(typed: TypedCounts, tokenizer: Tokenizer, document: OpenDocument, isAllowed?: IsAllowed) {
    this.#typed = typed;
    this.#tokenizer = tokenizer;
    this.#document = document;
    this.#isAllowed = isAllowed;
  }

  /** The words of the lines around the cursor's. */
  get words(): WordIndex {
    return this.#words.index;
  }

  /** Called after every edit, once the counts themselves have followed it. */
  splice({ line, removed, inserted }: LineSplice): void {
    this.#words.splice(line, removed, inserted);
    // The inserted lines are between counted ones, so everything from the first of them on is looked at again.
    const end = line + removed;
    if (this.#cursorLine > line) {
      this.#cursorLine = this.#cursorLine < end ? -1 : this.#cursorLine + inserted - removed;
    }
    if (end <= this.#from) this.#shift(inserted - removed);
    else if (line < this.#to) this.#to = Math.max(this.#from, line);
  }

  /** Counts the lines around the cursor's that are not counted yet. */
  *catchUp(cursorLine: number): BoundedWork<void> {
    if (cursorLine !== this.#cursorLine) {
      // The line that the cursor has left is finished now.
      if (this.#cursorLine >= 0) this.#count(this.#cursorLine);
      this.#cursorLine = cursorLine;
    }
    const first = Math.max(0, cursorLine - LINES_ABOVE);
    const end = Math.min(this.#document.lineCount, cursorLine + LINES_BELOW);
    if (first < this.#from || first > this.#to) [this.#from, this.#to] = [first, first];
    for (let sinceYield = 0; this.#to < end; this.#to++) {
      if (this.#to === cursorLine) continue;
      if (this.#typed.isCounted(this.#to) && this.#words.isCounted(this.#to)) continue;
      this.#count(this.#to);
      if (++sinceYield % LINES_PER_PIECE === 0) yield;
    }
  }

  /** Counts the settled tokens of the cursor's line, unless it holds a secret: that is masked when it is left. */
  countSettled(line: number, tokens: Int32Array): void {
    const isSecret = holdsSecret(this.#document, line, this.#isAllowed);
    this.#typed.set(line, this.#before(line), isSecret ? new Int32Array(0) : tokens);
  }

  #count(line: number): void {
    if (line >= this.#document.lineCount) return;
    this.#countAlone(line);
    // What names a secret in the next line may be new.
    if (line + 1 !== this.#cursorLine && this.#typed.isCounted(line + 1)) this.#countAlone(line + 1);
  }

  #countAlone(line: number): void {
    this.#typed.set(line, this.#before(line), this.#tokens(line));
    this.#words.set(line, this.#text(line));
  }

  /** The tokens before a line, as far back as a context can reach; TEXT before the first line. */
  #before(line: number): Int32Array {
    let tokens = new Int32Array(0);
    for (let k = line - 1; k >= 0 && tokens.length < this.#typed.counts.order - 1; k--) {
      const earlier = this.#tokens(k);
      const joined = new Int32Array(earlier.length + tokens.length);
      joined.set(earlier);
      joined.set(tokens, earlier.length);
      tokens = joined;
    }
    return tokens.length > 0 ? tokens : Int32Array.of(TEXT_TOKEN);
  }

  #tokens(line: number): Int32Array {
    return this.#tokenizer.encode(segmentOf(line, this.#text(line)));
  }

  /** What of a line is counted. Like a file's, its secrets are not: they would be offered where nothing names them. */
  #text(line: number): string {
    const masked = maskSecrets(namedLine(this.#document, line), new Map(), this.#isAllowed);
    return masked.slice(masked.indexOf('\n') + 1);
  }

  #shift(by: number): void {
    this.#from += by;
    this.#to += by;
  }
}
