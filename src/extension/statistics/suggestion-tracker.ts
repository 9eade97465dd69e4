import type { DocumentEdits, Offer, OffsetEdit } from './offer.ts';
import { Standing } from './standing.ts';
import type { SuggestionEvent, SuggestionFate } from './suggestion-event.ts';
import { TakenTexts } from './taken-texts.ts';

/** Nobody sees a suggestion that goes sooner. */
const SEEN_MILLISECONDS = 150;

/**
 * Infers what becomes of each suggestion from what was offered and from the edits, since the editor does not tell. It
 * knows no clock: the times are milliseconds, and the caller calls `passed` at `nextDue`.
 */
export class SuggestionTracker {
  readonly #report: (event: SuggestionEvent) => void;
  readonly #takenTexts: TakenTexts;
  #standing: Standing | undefined;
  /** The one before. The editor may tell only now that it was taken. */
  #last: Standing | undefined;
  #lastId = 0;

  constructor(report: (event: SuggestionEvent) => void) {
    this.#report = report;
    this.#takenTexts = new TakenTexts(report);
  }

  /** When `passed` next has something to do; undefined if it has nothing to do. */
  get nextDue(): number | undefined {
    const shown = this.#standing?.isShown === false ? this.#standing.due : Infinity;
    const next = Math.min(shown, this.#takenTexts.nextDue ?? Infinity);
    return next === Infinity ? undefined : next;
  }

  /** Whether a suggestion stands in the document. */
  stands(document: string): boolean {
    return this.#standing?.document === document;
  }

  /** Notes what was answered to the editor. Returns the suggestion's number, which `accepted` takes. */
  offered(offer: Offer, now: number): number {
    if (this.#standing?.renewed(offer) === true) return this.#standing.id;
    this.left();
    if (offer.texts.length === 0) return 0;
    this.#standing = new Standing(++this.#lastId, offer, now + SEEN_MILLISECONDS);
    return this.#lastId;
  }

  edited({ document, edits, reason }: DocumentEdits, now: number): void {
    for (const edit of edits) {
      this.#takenTexts.edited(document, edit, reason === 'undo');
      const standing = this.#standing;
      if (standing?.document !== document) continue;
      if (reason === undefined) this.#follow(standing, edit, now);
      else this.left();
    }
  }

  /** Called when the cursor is somewhere, which may be where it was. */
  cursorAt(document: string, offset: number): void {
    if (this.stands(document) && this.#standing?.at !== offset) this.left();
  }

  /** Called when the editor says that a suggestion was taken to its end. */
  accepted(id: number): void {
    const accepted = [this.#standing, this.#last].find((standing) => standing?.id === id);
    if (accepted === undefined || accepted.isTaken) return;
    accepted.takeAll();
    this.#taken(accepted);
  }

  /** Called when the suggestion that stands, if any, is gone for a reason that says nothing about it. */
  left(): void {
    const standing = this.#standing;
    if (standing === undefined) return;
    this.#standing = undefined;
    this.#last = standing;
    if (standing.isTakenInPart) this.#tell(standing, 'takenInPart');
  }

  closed(document: string): void {
    if (this.stands(document)) this.left();
    this.#takenTexts.closed(document);
  }

  /** Called when time has passed. */
  passed(now: number): void {
    if (this.#standing && this.#standing.due <= now) this.#show(this.#standing);
    this.#takenTexts.passed(now);
  }

  #follow(standing: Standing, edit: OffsetEdit, now: number): void {
    const { at, id, document } = standing;
    const effect = standing.follow(edit);
    if (effect === 'typed' || effect === 'part' || effect === 'all') this.#show(standing);
    if (effect === 'part' || effect === 'all') {
      const [start, end] = [Math.max(edit.offset, at), edit.offset + edit.text.length];
      this.#takenTexts.add({ suggestion: id, document, start, end, event: standing.facts }, now);
    }
    if (effect === 'refused') this.#tell(standing, 'refused');
    if (effect === 'all') this.#taken(standing);
    if (effect === 'refused' || effect === 'gone' || standing.isUsedUp) this.left();
  }

  #taken(standing: Standing): void {
    this.#show(standing);
    this.#tell(standing, 'taken');
    if (standing === this.#standing) this.left();
  }

  #show(standing: Standing): void {
    if (standing.isShown) return;
    standing.isShown = true;
    this.#report({ what: 'shown', ...standing.facts, taken: 0 });
  }

  #tell(standing: Standing, what: SuggestionFate): void {
    this.#report({ what, ...standing.facts });
  }
}
