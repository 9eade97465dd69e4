import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileRepeats } from '../../../src/core/memory/file-repeats.ts';
import { BARRIER, LEAST_REPEATED, MOST_REPEATED, newPlaces } from '../../../src/core/memory/repeats.ts';
import { TypedRepeats } from '../../../src/core/memory/typed-repeats.ts';
import { FILE_TOKEN, TEXT_TOKEN } from '../../../src/core/text/tokenizer.ts';

/** Few different tokens, so that much is repeated. */
const token = fc.integer({ min: 10, max: 11 });
const text = fc.array(token, { maxLength: 40 });

/** What follows where the last tokens are found, as `agreeing tokens:next`, sorted. */
function foundIn(
  repeats: Pick<TypedRepeats, 'tokens' | 'find'>,
  context: readonly number[],
  except?: string,
): string[] {
  const places = newPlaces();
  if (repeats instanceof FileRepeats) repeats.find(context, context.length, places, except);
  else repeats.find(context, context.length, places);
  return Array.from({ length: places.count }, (_, i) => {
    const next = repeats.tokens[places.at[i] + 1];
    return next === BARRIER ? '' : `${places.length[i]}:${next}`;
  })
    .filter((found) => found !== '')
    .sort();
}

/** The same, from the definition. Texts may break off: nothing follows a barrier, or agrees with it. */
function expectedIn(texts: readonly (readonly number[])[], context: readonly number[]): string[] {
  const found: string[] = [];
  for (const all of texts) {
    for (let at = 0; at < all.length - 1; at++) {
      let length = 0;
      while (length <= at && length < context.length && all[at - length] === context.at(-1 - length))
        length++;
      if (length >= LEAST_REPEATED && all[at + 1] !== BARRIER) {
        found.push(`${Math.min(length, MOST_REPEATED)}:${all[at + 1]}`);
      }
    }
  }
  return found.sort();
}

/** A few longer texts have more places than are looked at. */
const fewEnough = (found: readonly string[]): boolean => found.length <= 32;

describe('what files repeat', () => {
  const path = fc.constantFrom('a', 'b', 'c');
  const change = fc.record({ path, text: fc.option(text, { nil: undefined }) });

  it('is found where it stands, after any adding and deleting', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), text, (changes, context) => {
        const repeats = new FileRepeats();
        const files = new Map<string, readonly number[]>();
        for (const { path: changed, text: set } of changes) {
          repeats.delete(changed);
          files.delete(changed);
          if (!set) continue;
          repeats.add(changed, Uint16Array.of(FILE_TOKEN, 9, TEXT_TOKEN, ...set));
          files.set(changed, set);
        }
        const expected = expectedIn([...files.values()], context);
        // A match may begin before the text where two files lie side by side: no further than to the barrier.
        fc.pre(fewEnough(expected));
        expect(foundIn(repeats, context)).toEqual(expected);
        files.delete('a');
        expect(foundIn(repeats, context, 'a')).toEqual(expectedIn([...files.values()], context));
        const fresh = new FileRepeats();
        for (const [kept, tokens] of files)
          fresh.add(kept, Uint16Array.of(FILE_TOKEN, 9, TEXT_TOKEN, ...tokens));
        repeats.delete('a');
        expect(repeats.bytes).toBe(fresh.bytes);
      }),
    );
  });

  it('is found in many files, which take more room than there was at first', () => {
    const repeats = new FileRepeats();
    const words = Array.from({ length: 400 }, (_, i) =>
      Array.from({ length: 12 }, (__, k) => 100 + 12 * i + k),
    );
    for (const [i, own] of words.entries()) repeats.add(String(i), Uint16Array.of(TEXT_TOKEN, ...own));
    for (const own of words) {
      expect(foundIn(repeats, own.slice(0, 9))).toEqual([`9:${own[9]}`]);
    }
  });
});

describe('what a document repeats', () => {
  const line = fc.array(token, { maxLength: 12 });
  const edit = fc.record({
    at: fc.nat(),
    removed: fc.nat(3),
    inserted: fc.array(line, { maxLength: 3 }),
    cursor: fc.nat(),
    asks: fc.boolean(),
  });

  it('is found in its lines as they are now, and not across the line that someone types', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 6 }),
        fc.array(edit, { maxLength: 6 }),
        text,
        (first, edits, context) => {
          const repeats = new TypedRepeats();
          const lines = [...first];
          for (const [i, own] of lines.entries()) repeats.set(i, Int32Array.from(own));
          let last = lines.length - 1;
          for (const { at, removed, inserted, cursor, asks } of edits) {
            const from = at % (lines.length + 1);
            const gone = Math.min(removed, lines.length - from);
            lines.splice(from, gone, ...inserted);
            repeats.splice(from, gone, inserted.length);
            for (const [i, own] of inserted.entries()) repeats.set(from + i, Int32Array.from(own));
            if (lines.length === 0) continue;
            last = cursor % lines.length;
            repeats.set(last, Int32Array.from(lines[last]));
            if (asks) foundIn(repeats, context);
          }
          const all = lines.flatMap((own, i) => (i === last ? [...own, BARRIER] : own));
          const expected = expectedIn([all], context);
          fc.pre(fewEnough(expected) && lines.length > 0);
          expect(foundIn(repeats, context)).toEqual(expected);
        },
      ),
    );
  });
});
