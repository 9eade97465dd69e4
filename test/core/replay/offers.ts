import fc from 'fast-check';
import type { Cut } from '../../../src/core/prediction/cut.ts';
import { Random } from '../../../src/core/tensor/random.ts';

/** Short texts over few characters, so that many offers are right. */
export const typedText: fc.Arbitrary<string> = fc
  .array(fc.constantFrom('a', 'b', 'a', ' ', '\n', '😀'), { maxLength: 24 })
  .map((parts) => parts.join(''));

/**
 * What is offered at each place of a text, by a seed: nothing, what comes next, or what comes next up to some place and
 * then something else; cut at every character. No text contains a line break.
 */
export const cutsAnywhere: fc.Arbitrary<(text: string) => (position: number) => readonly Cut[]> = fc
  .nat(1e6)
  .map((seed) => (text) => (position) => {
    const random = new Random(seed + 7919 * position);
    const characters = [...text.slice(position).split('\n')[0]].slice(0, Math.floor(random.uniform() * 9));
    if (random.uniform() < 0.5 && characters.length > 1) {
      characters[Math.floor(random.uniform() * characters.length)] = random.uniform() < 0.5 ? 'b' : '😀';
    }
    let probability = 1;
    return characters.map((_, i) => {
      probability *= 0.6 + 0.4 * random.uniform();
      return { text: characters.slice(0, i + 1).join(''), probability };
    });
  });
