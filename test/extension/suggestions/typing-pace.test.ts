import { describe, expect, it } from 'vitest';
import { TypingPace } from '../../../src/extension/suggestions/typing-pace.ts';

/** A pace after keys in one document with these gaps between them, and the time of the last one. */
function after(gaps: readonly number[]): { readonly pace: TypingPace; readonly at: number } {
  const pace = new TypingPace();
  let at = 5000;
  pace.key('a', at);
  for (const gap of gaps) pace.key('a', (at += gap));
  return { pace, at };
}

const times = (count: number, gap: number): number[] => Array.from({ length: count }, () => gap);

describe('the pace of typing', () => {
  it.each([
    ['no key', [], 0.2],
    ['too few keys', times(11, 90), 0.2],
    ['just enough keys', times(12, 90), 0.09],
    ['pauses, which do not count', [...times(12, 150), ...times(30, 4000)], 0.15],
    ['a few slow keys among others', [...times(20, 120), ...times(5, 900)], 0.12],
    ['a pace that has changed', [...times(200, 300), ...times(64, 100)], 0.1],
  ])('is the median gap: %s', (_what, gaps, seconds) => {
    expect(after(gaps).pace.keySeconds).toBe(seconds);
  });

  it('does not count the way from one document to another', () => {
    const pace = new TypingPace();
    for (let key = 0; key < 40; key++) pace.key(key % 2 === 0 ? 'a' : 'b', key * 50);
    expect(pace.keySeconds).toBe(0.2);
  });
});

describe('a burst', () => {
  it.each([
    ['the first key', [], 0, 0],
    ['slow keys', [200], 0, 0],
    ['keys 80 ms apart', [80], 0, 0],
    ['fast keys', [200, 50], 0, 80],
    ['fast keys, a moment ago', [50], 30, 50],
    ['fast keys, longer ago', [50], 100, 0],
    ['a slow key after fast ones', [50, 50, 300], 0, 0],
  ])('makes suggestions wait: %s', (_what, gaps, later, left) => {
    const { pace, at } = after(gaps);
    expect(pace.burstLeft('a', at + later)).toBe(left);
    expect(pace.burstLeft('b', at + later)).toBe(0);
  });
});
