import { keyOf } from './insertion.ts';
import type { Offer, OfferedText, OffsetEdit } from './offer.ts';
import { kindOf, type SuggestionEvent } from './suggestion-event.ts';

/** What an edit does to a suggestion. */
type Effect =
  | 'none'
  | 'gone' // for a reason that says nothing about the suggestion
  | 'typed' // a key that agrees with it
  | 'refused' // a key that does not
  | 'part' // several characters of it at once
  | 'all'; // what was left of it at once

/** A text that may still be taken. */
interface Choice extends OfferedText {
  /** What of the ghost text is not there yet. */
  readonly rest: string;
}

/** A suggestion that stands at the cursor, or stood there last. It follows the edits. */
export class Standing {
  readonly id: number;
  /** When it counts as shown, if it still stands. */
  readonly due: number;
  readonly document: string;
  isShown = false;
  isTaken = false;
  readonly #offer: Offer;
  /** UTF-16 code units of the whole suggestion. */
  #characters: number;
  #at: number;
  #choices: readonly Choice[];
  /** UTF-16 code units that were taken at once so far, those that were typed, and those of the last key. */
  #taken = 0;
  #typed = 0;
  #lastKey = 0;

  constructor(id: number, offer: Offer, due: number) {
    this.id = id;
    this.due = due;
    this.document = offer.document;
    this.#offer = offer;
    this.#characters = offer.texts[0]?.ghostText.length ?? 0;
    this.#at = offer.offset;
    this.#choices = offer.texts.map(asChoice);
  }

  /** Where the cursor is while it stands. */
  get at(): number {
    return this.#at;
  }

  get isTakenInPart(): boolean {
    return this.#taken > 0 && !this.isTaken;
  }

  /** Whether all of it is there. */
  get isUsedUp(): boolean {
    return this.#choices[0]?.rest === '';
  }

  /** What the events say of it. */
  get facts(): Omit<SuggestionEvent, 'what'> {
    const { languageId, isAskedFor, texts } = this.#offer;
    const kind = kindOf(texts[0]?.ghostText ?? '', isAskedFor);
    return { languageId, kind, characters: this.#characters, taken: this.#taken };
  }

  /** Takes an offer over if it is what stands already, or what is left of it. Returns whether it is. */
  renewed(offer: Offer): boolean {
    const before = this.#offer;
    const ghostText = offer.texts[0]?.ghostText;
    const isSame =
      ghostText !== undefined &&
      this.document === offer.document &&
      before.isAskedFor === offer.isAskedFor &&
      before.extendsEntry === offer.extendsEntry &&
      this.#at === offer.offset &&
      this.#choices[0]?.rest.startsWith(ghostText) === true;
    if (isSame) this.#choices = offer.texts.map(asChoice);
    return isSame;
  }

  /** Follows an edit of its document. After 'gone' and 'refused' it no longer stands. */
  follow(edit: OffsetEdit): Effect {
    const text = edit.text.replaceAll('\r\n', '\n');
    const key = keyOf(text);
    const all =
      key === undefined ? this.#choices.find((choice) => this.#isAllOf(choice, edit, text)) : undefined;
    if (all) {
      this.takeAll(all);
      return 'all';
    }
    if (edit.offset === this.#at && text !== '') {
      return key === undefined ? this.#insert(edit, text) : this.#type(edit, text, key);
    }
    // Until it is seen, any other edit makes the editor ask again.
    if (!this.isShown) return 'gone';
    if (edit.offset > this.#at) return 'none';
    return this.#shift(edit);
  }

  /** Notes that what is left was taken. */
  takeAll(choice = this.#choices[0]): void {
    this.isTaken = true;
    const rest = choice?.rest.length ?? 0;
    // One character that is taken looks like a key.
    const looksTyped = rest === 0 && this.#taken === 0 ? this.#lastKey : 0;
    this.#typed -= looksTyped;
    this.#taken += rest + looksTyped;
    this.#characters = this.#typed + this.#taken;
  }

  #type(edit: OffsetEdit, text: string, key: string): Effect {
    const agreeing = this.#choices.filter(({ rest }) => rest.startsWith(key));
    if (agreeing.length === 0) return this.isShown && this.#taken === 0 ? 'refused' : 'gone';
    this.#typed += key.length;
    this.#lastKey = key.length;
    // What the editor has added to the key stays behind the cursor.
    this.#goOn(agreeing, key.length, text === key ? edit.text.length : key.length);
    return 'typed';
  }

  #insert(edit: OffsetEdit, text: string): Effect {
    const agreeing = this.#choices.filter(({ rest }) => rest.startsWith(text));
    const [first] = agreeing;
    if (!first || this.#offer.extendsEntry) return 'gone';
    if (first.rest === text) {
      this.takeAll(first);
      return 'all';
    }
    this.#taken += text.length;
    this.#goOn(agreeing, text.length, edit.text.length);
    return 'part';
  }

  /** @param grown - the length of what was inserted, in the document, where line breaks may have two characters */
  #goOn(agreeing: readonly Choice[], length: number, grown: number): void {
    this.#at += grown;
    this.#choices = agreeing.map((choice) => ({ ...choice, rest: choice.rest.slice(length) }));
  }

  #shift({ offset, length, text }: OffsetEdit): Effect {
    const end = offset + length;
    if (end >= this.#at) return 'gone';
    const growth = text.length - length;
    this.#at += growth;
    this.#choices = this.#choices.map((choice) =>
      choice.start < end ? choice : { ...choice, start: choice.start + growth },
    );
    return 'none';
  }

  /** Whether an edit inserts all that is left of a text. The edit may leave out what stands there already. */
  #isAllOf({ start, insertText }: Choice, { offset, length }: OffsetEdit, text: string): boolean {
    const isAround = offset >= start && offset <= this.#at && offset + length >= this.#at;
    return isAround && text !== '' && text === insertText.slice(offset - start);
  }
}

function asChoice(text: OfferedText): Choice {
  return { ...text, rest: text.ghostText };
}
