import type { Span } from '../../text/secrets/span.ts';
import type { KnownWords } from '../known-words.ts';
import type { LinesAbove } from './lines-above.ts';
import type { Syntax } from './syntax.ts';

/** What to suggest in a kind of place: as everywhere else, the next word only, or nothing. */
export type SuggestInside = 'on' | 'short' | 'off';

/** One step of indentation, a tab or blanks; undefined where none is known. */
export interface IndentationUnits {
  readonly file: string | undefined;
  readonly project: string | undefined;
}

/** What is around the cursor, and how the editor is set. `shapingContext` makes it. */
export interface ShapingContext {
  /** The line's text before and after the cursor. */
  readonly prefix: string;
  readonly suffix: string;
  /** How the search would continue after the text; empty if that is unknown. */
  readonly following: string;
  /** Whether an earlier rule has cut or changed the text. */
  readonly isCut: boolean;
  readonly above: LinesAbove;
  /** The next lines that are not blank, without indentation; fewer at the end of the document. */
  readonly nextLines: readonly string[];
  readonly syntax: Syntax;
  /** The words that exist here; undefined where that is not known. */
  readonly words: KnownWords | undefined;
  /** How probable the text is; 1 where it stands already. */
  readonly probability: number;
  /** `secretSpans`, for all beginnings of one continuation: they are searched at once. */
  readonly secretsIn: (text: string) => readonly Span[];
  readonly insertSpaces: boolean;
  readonly tabSize: number;
  /** The steps in which a text is indented; undefined for one that the editor's steps indent already. */
  readonly units: IndentationUnits | undefined;
  readonly inComments: SuggestInside;
  readonly inStrings: SuggestInside;
}

/** Turns a continuation into what may be shown. The empty text means nothing. */
export type ShapingRule = (text: string, context: ShapingContext) => string;
