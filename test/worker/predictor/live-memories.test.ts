import { describe, expect, it } from 'vitest';
import { WorkspaceMemory } from '../../../src/core/memory/workspace-memory.ts';
import { learnTokenizer } from '../../../src/core/text/learn-tokenizer.ts';
import type { SourceFile } from '../../../src/core/text/source-file.ts';
import { LiveMemories } from '../../../src/worker/predictor/live-memories.ts';
import { nodePlatform } from '../../../src/worker/platform.node.ts';
import { setFile } from '../../core/memory/set-file.ts';

const none = new Uint8Array();
const platform = nodePlatform({ simd: none, relaxed: none });
const tokenizer = learnTokenizer('subword', ['let a = 1;\n'], 300);

/** Live memories with one memory in them. */
function start(): { live: LiveMemories; memory: WorkspaceMemory } {
  const live = new LiveMemories(platform, () => undefined);
  const memory = new WorkspaceMemory(tokenizer);
  live.add(memory);
  return { live, memory };
}

const long = 'let a = 1;\n'.repeat(4000);
const file = (path: string, text = long): SourceFile => ({ path, text });
const paths = (memory: WorkspaceMemory): string[] =>
  memory
    .remembered()
    .map(({ path }) => path)
    .sort();
const lengthOf = (memory: WorkspaceMemory, path: string): number | undefined =>
  memory.remembered().find((each) => each.path === path)?.characters;

describe('live memories', () => {
  it('keep what was saved while older texts were filled in', async () => {
    const { live, memory } = start();
    const filling = live.holdOnly(memory, [file('a'), file('b'), file('c')]);
    await live.save('b', file('b', 'new'));
    await live.save('d', file('d', 'also new'));
    await filling;
    expect(paths(memory)).toEqual(['a', 'b', 'c', 'd']);
    expect(lengthOf(memory, 'b')).toBe('new'.length);
  });

  it('do not bring back what was deleted meanwhile, unless it was saved again', async () => {
    const { live, memory } = start();
    const filling = live.holdOnly(
      memory,
      ['a', 'src/b', 'src/deep/c', 'src/d'].map((path) => file(path)),
    );
    live.delete(['src']);
    await live.save('src/d', file('src/d', 'again'));
    await filling;
    expect(paths(memory)).toEqual(['a', 'src/d']);
  });

  it('drop from an added memory what was touched since the files were listed, and no more', async () => {
    const { live } = start();
    await live.save('a', file('a', 'before'));
    live.listedAnew();
    const stored = new WorkspaceMemory(tokenizer);
    for (const path of ['a', 'src/b']) setFile(stored, file(path, 'stored'));
    const recalling = live.reading(async () => {
      await platform.breathe();
      live.add(stored);
    });
    live.delete(['src']);
    await recalling;
    expect(paths(stored)).toEqual(['a']);
  });

  it('know nothing of what was touched once nothing is read any more', async () => {
    const { live } = start();
    await live.reading(async () => {
      live.delete(['a']);
      await live.save('b', file('b'));
      expect(live.isTouched('a') && live.isTouched('b')).toBe(true);
    });
    live.delete(['c']);
    await live.save('d', undefined);
    await live.save('e', file('e'));
    expect(['a', 'b', 'c', 'd', 'e'].filter((path) => live.isTouched(path))).toEqual([]);
  });

  it('give a saved file also to a memory that is added while others take it', async () => {
    const { live } = start();
    const saving = live.save('a', file('a'));
    const later = new WorkspaceMemory(tokenizer);
    live.add(later);
    await saving;
    expect(paths(later)).toEqual(['a']);
  });

  it('count what changed and name what was forgotten', async () => {
    const { live, memory } = start();
    expect(await live.holdOnly(memory, [file('a'), file('b')])).toEqual({ changed: 2, forgotten: [] });
    const next = [file('b', `${long}!`), file('c')];
    expect(await live.holdOnly(memory, next)).toEqual({ changed: 2, forgotten: ['a'] });
    expect(await live.holdOnly(memory, next)).toEqual({ changed: 0, forgotten: [] });
  });

  it('give up filling when they are disposed', async () => {
    const { live, memory } = start();
    const filling = live.holdOnly(memory, [file('a'), file('b')]);
    live.dispose();
    await filling;
    expect(memory.characters).toBeLessThan(2 * long.length);
  });
});
