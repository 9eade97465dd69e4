import type { OffsetEdit } from './offer.ts';
import type { SuggestionEvent } from './suggestion-event.ts';

const KEPT_MILLISECONDS = 30_000;
/** More at a time would be a sign that something is wrong. */
const MOST = 20;

interface TakenText {
  /** The suggestion that it was part of. */
  readonly suggestion: number;
  readonly document: string;
  /** The text is [start, end) of the document. */
  start: number;
  end: number;
  readonly event: Omit<SuggestionEvent, 'what'>;
  readonly due: number;
}

/** What was taken lately: whether it is undone, or still stands after a while. */
export class TakenTexts {
  readonly #report: (event: SuggestionEvent) => void;
  #texts: readonly TakenText[] = [];

  constructor(report: (event: SuggestionEvent) => void) {
    this.#report = report;
  }

  /** When `passed` next has something to do; undefined if it has nothing to do. */
  get nextDue(): number | undefined {
    return this.#texts[0]?.due;
  }

  /** Follows a text that was just taken, in place of an earlier part of the same suggestion. */
  add(text: Omit<TakenText, 'due'>, now: number): void {
    const others = this.#texts.filter(({ suggestion }) => suggestion !== text.suggestion);
    this.#texts = [...others, { ...text, due: now + KEPT_MILLISECONDS }].slice(-MOST);
  }

  /** A text into which something is inserted is kept; one of which a part is replaced is neither kept nor undone. */
  edited(document: string, { offset, length, text }: OffsetEdit, isUndoing: boolean): void {
    const growth = text.length - length;
    this.#texts = this.#texts.filter((taken) => {
      if (taken.document !== document || offset >= taken.end) return true;
      if (offset + length <= taken.start) {
        taken.start += growth;
        taken.end += growth;
        return true;
      }
      if (length === 0) taken.end += growth;
      else if (isUndoing && offset <= taken.start && offset + length >= taken.end) {
        this.#report({ what: 'undone', ...taken.event });
      }
      return length === 0;
    });
  }

  closed(document: string): void {
    this.#texts = this.#texts.filter((taken) => taken.document !== document);
  }

  /** Called when time has passed. */
  passed(now: number): void {
    const due = this.#texts.filter((taken) => taken.due <= now);
    this.#texts = this.#texts.filter((taken) => taken.due > now);
    for (const { event } of due) this.#report({ what: 'keptAfter30s', ...event });
  }
}
