import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayOf,
  decodeCounts,
  SuggestionCounts,
} from '../../../src/extension/statistics/suggestion-counts.ts';
import {
  suggestionFates,
  suggestionKinds,
  type SuggestionEvent,
} from '../../../src/extension/statistics/suggestion-event.ts';

const anEvent = fc.record<SuggestionEvent>({
  what: fc.constantFrom(...suggestionFates),
  languageId: fc.oneof(
    fc.constantFrom('typescript', 'markdown', '__proto__', ''),
    fc.string({ unit: 'binary' }),
  ),
  kind: fc.constantFrom(...suggestionKinds),
  characters: fc.nat(300),
  taken: fc.nat(300),
});
const aDay = fc
  .date({ min: new Date(2026, 0, 1), max: new Date(2026, 11, 31), noInvalidDate: true })
  .map(dayOf);
const events = fc.array(fc.tuple(anEvent, aDay), { maxLength: 40 });

const counted = (all: readonly (readonly [SuggestionEvent, string])[]): SuggestionCounts => {
  const counts = new SuggestionCounts();
  for (const [event, day] of all) counts.count(event, day);
  return counts;
};

const row = { day: '2026-08-31', language: 'typescript', kind: 'line', shown: 2, characters: 30 };
const file = (...counts: readonly unknown[]): string => JSON.stringify({ format: 1, counts });

const event: SuggestionEvent = {
  what: 'shown',
  languageId: 'ts',
  kind: 'line',
  characters: 20,
  taken: 0,
};

describe('the counts of suggestions', () => {
  it('are the same after they were written and read, and are the sums of all parts', () => {
    fc.assert(
      fc.property(events, events, (first, second) => {
        const all = counted([...first, ...second]);
        expect(decodeCounts(all.encode())).toEqual(all.rows);
        const added = counted(first);
        added.add(decodeCounts(counted(second).encode()) ?? []);
        expect(added.encode()).toBe(all.encode());
      }),
    );
  });

  it('refuse a file of which a part is missing', () => {
    fc.assert(
      fc.property(events, fc.nat(), (all, cut) => {
        const text = counted(all).encode().trimEnd();
        expect(decodeCounts(text.slice(0, cut % text.length))).toBeUndefined();
      }),
    );
  });

  it('never throw, whatever the file holds', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((json) => `{"format":1,"counts":[${json}]}`),
        ),
        (text) => {
          decodeCounts(text);
        },
      ),
    );
  });

  it.each([
    ['another format', JSON.stringify({ format: 2, counts: [] })],
    ['no counts', '{"format":1}'],
    ['a row that is none', file(7)],
    ['no day', file({ ...row, day: 'yesterday' })],
    ['a day that does not exist', file({ ...row, day: '2026-13-01' })],
    ['an unknown kind', file({ ...row, kind: 'song' })],
    ['a negative number', file({ ...row, shown: -1 })],
    ['half a suggestion', file({ ...row, shown: 0.5 })],
    ['a number as a text', file({ ...row, shown: '2' })],
  ])('refuse %s', (_what, text) => {
    expect(decodeCounts(file(row))).toHaveLength(1);
    expect(decodeCounts(text)).toBeUndefined();
  });

  it('add up by day, language and kind', () => {
    const counts = counted([
      [event, '2026-08-31'],
      [event, '2026-08-31'],
      [{ ...event, what: 'taken', taken: 17 }, '2026-08-31'],
      [{ ...event, what: 'keptAfter30s', taken: 17 }, '2026-08-31'],
      [{ ...event, kind: 'short' }, '2026-08-31'],
      [event, '2026-08-30'],
    ]);
    expect(counts.rows).toMatchObject([
      { day: '2026-08-30', kind: 'line', shown: 1, characters: 20 },
      {
        day: '2026-08-31',
        kind: 'line',
        shown: 2,
        taken: 1,
        keptAfter30s: 1,
        characters: 40,
        takenCharacters: 17,
      },
      { day: '2026-08-31', kind: 'short', shown: 1, taken: 0 },
    ]);
  });

  it('stay readable however large they are', () => {
    const counts = new SuggestionCounts();
    const largest = decodeCounts(file({ ...row, characters: Number.MAX_SAFE_INTEGER })) ?? [];
    counts.add([...largest, ...largest]);
    expect(decodeCounts(counts.encode())).toEqual(counts.rows);
  });

  it('forget what is older than 400 days', () => {
    const counts = counted(['2025-07-27', '2025-07-28', '2026-08-31'].map((day) => [event, day]));
    counts.forgetOld('2026-08-31');
    expect(counts.rows.map(({ day }) => day)).toEqual(['2025-07-28', '2026-08-31']);
  });

  it('stay within bounds, and keep the newest', () => {
    const counts = counted(
      Array.from({ length: 7000 }, (_, n) => [
        { ...event, languageId: `language-${String(n % 100)}` },
        dayOf(new Date(2026, 0, 1 + Math.floor(n / 100))),
      ]),
    );
    counts.forgetOld('2026-08-31');
    expect(counts.rows).toHaveLength(6000);
    expect(counts.rows.at(-1)?.day).toBe(dayOf(new Date(2026, 0, 70)));
  });
});
