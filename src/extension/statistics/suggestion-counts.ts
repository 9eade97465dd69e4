import {
  suggestionFates,
  suggestionKinds,
  type SuggestionEvent,
  type SuggestionFate,
  type SuggestionKind,
} from './suggestion-event.ts';

/** What became of the suggestions of one day, in one language, of one kind. */
export interface SuggestionCount extends Readonly<Record<CountedNumber, number>> {
  /** The user's day, as 2026-08-31. */
  readonly day: string;
  readonly language: string;
  readonly kind: SuggestionKind;
}

/** The fates, and UTF-16 code units: of all that were shown, and of all that was taken. */
type CountedNumber = SuggestionFate | 'characters' | 'takenCharacters';

const FORMAT = 1;
const MOST_DAYS = 400;
/** More than 400 days with a dozen languages and kinds have; the file stays below a megabyte or two. */
const MOST_ROWS = 6000;
const LONGEST_LANGUAGE = 64;

const numbers: readonly CountedNumber[] = [...suggestionFates, 'characters', 'takenCharacters'];

/** Counts what became of suggestions, by day, language and kind. */
export class SuggestionCounts {
  readonly #rows = new Map<string, SuggestionCount>();

  get isEmpty(): boolean {
    return this.#rows.size === 0;
  }

  /** The oldest day first. */
  get rows(): readonly SuggestionCount[] {
    const keyed = [...this.#rows].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return keyed.map(([, row]) => row);
  }

  count({ what, languageId, kind, characters, taken }: SuggestionEvent, day: string): void {
    const ends = what === 'taken' || what === 'takenInPart';
    this.#add({
      ...nothing,
      day,
      language: languageId.slice(0, LONGEST_LANGUAGE),
      kind,
      [what]: 1,
      characters: what === 'shown' ? characters : 0,
      takenCharacters: ends ? taken : 0,
    });
  }

  add(rows: readonly SuggestionCount[]): void {
    for (const row of rows) this.#add(row);
  }

  clear(): void {
    this.#rows.clear();
  }

  /** Forgets what is too old, or too much. */
  forgetOld(today: string): void {
    const oldest = daysBefore(today, MOST_DAYS - 1);
    const kept = this.rows.filter(({ day }) => day >= oldest).slice(-MOST_ROWS);
    this.#rows.clear();
    this.add(kept);
  }

  /** Returns the text of a file, one line for each row. */
  encode(): string {
    const lines = this.rows.map((row) => {
      const { day, language, kind } = row;
      const counted = numbers.filter((name) => row[name] > 0).map((name) => [name, row[name]]);
      return JSON.stringify({ day, language, kind, ...Object.fromEntries(counted) });
    });
    return `{"format":${FORMAT},"counts":[\n${lines.join(',\n')}\n]}\n`;
  }

  #add(row: SuggestionCount): void {
    const key = JSON.stringify([row.day, row.language, row.kind]);
    const before = this.#rows.get(key);
    const sums: Record<CountedNumber, number> & SuggestionCount = { ...row };
    for (const name of numbers) {
      // A larger number would make the file a damaged one.
      sums[name] = Math.min(sums[name] + (before?.[name] ?? 0), Number.MAX_SAFE_INTEGER);
    }
    this.#rows.set(key, sums);
  }
}

/** Reads what `encode` has written. Undefined if it is something else, or damaged. */
export function decodeCounts(text: string): readonly SuggestionCount[] | undefined {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(file) || file['format'] !== FORMAT || !Array.isArray(file['counts'])) return undefined;
  const rows = (file['counts'] as readonly unknown[]).map(asCount);
  return rows.every((row) => row !== undefined) ? rows : undefined;
}

/** Returns the user's day, as 2026-08-31. */
export function dayOf(date: Date): string {
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return [String(year).padStart(4, '0'), ...[month, day].map((part) => String(part).padStart(2, '0'))].join(
    '-',
  );
}

const nothing = Object.fromEntries(numbers.map((name) => [name, 0])) as Record<CountedNumber, number>;

function asCount(row: unknown): SuggestionCount | undefined {
  if (!isObject(row)) return undefined;
  const { day, language, kind } = row;
  const isDay = typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
  if (!isDay || typeof language !== 'string' || language.length > LONGEST_LANGUAGE) return undefined;
  const known = suggestionKinds.find((name) => name === kind);
  const counted = numbers.map((name) => [name, row[name] ?? 0] as const);
  if (known === undefined || !counted.every(([, count]) => isCount(count))) return undefined;
  return { ...nothing, ...Object.fromEntries(counted), day, language, kind: known };
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function daysBefore(day: string, count: number): string {
  const date = new Date(day);
  date.setUTCDate(date.getUTCDate() - count);
  return date.toISOString().slice(0, 10);
}
