import { describe, expect, it } from 'vitest';
import { Turns } from '../../src/worker/turns.ts';

describe('turns', () => {
  it('come one after the other, in the order asked for, even after one that has failed', async () => {
    const turns = new Turns();
    const heard: string[] = [];
    const work = (name: string) => async () => {
      heard.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      heard.push(`${name} ends`);
      if (name === 'b') throw new Error('b is broken');
      return name;
    };
    const all = await Promise.allSettled(['a', 'b', 'c'].map((name) => turns.take(work(name))));
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(heard).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  });
});
