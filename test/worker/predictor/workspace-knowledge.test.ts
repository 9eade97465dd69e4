import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { signalNames } from '../../../src/core/prediction/gate/signals.ts';
import { nodePlatform } from '../../../src/worker/platform.node.ts';
import { WorkspaceKnowledge } from '../../../src/worker/predictor/workspace-knowledge.ts';
import { smallWorkspace } from '../small-workspace.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const none = new Uint8Array();
const platform = nodePlatform({ simd: none, relaxed: none }, 'reference');

const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

describe('what is known of a workspace', () => {
  it('is another object when another memory serves, and the same while that one grows', async () => {
    let exchanges = 0;
    const knowledge = new WorkspaceKnowledge(
      platform,
      () => undefined,
      () => exchanges++,
    );
    expect(knowledge.current).toBeUndefined();
    const { files } = smallWorkspace();
    await knowledge.remember({ files: files.slice(0, 3), preset: 'fast', memoryPath: undefined });
    const first = knowledge.current;
    await knowledge.remember({ files, preset: 'fast', memoryPath: undefined });
    expect(knowledge.current).toBe(first);
    expect(first?.memory.files).toBe(files.length);
    expect(exchanges).toBe(1);
    knowledge.dispose();
  });

  it('has one timer however many small changes come, and none once it is disposed', async () => {
    const knowledge = new WorkspaceKnowledge(
      platform,
      () => undefined,
      () => undefined,
    );
    const before = timers();
    knowledge.forget(['a']);
    knowledge.forget(['b']);
    expect(timers()).toBe(before + 1);
    knowledge.dispose();
    expect(timers()).toBe(before);
    knowledge.forget(['a']);
    expect(timers()).toBe(before);
    const memoryPath = join(temporaryFolder(), 'memory');
    await knowledge.remember({ files: smallWorkspace().files, preset: 'fast', memoryPath });
    expect(existsSync(memoryPath)).toBe(false);
  });

  it('stores what its judge learns later, and nothing once it is disposed', () => {
    const knowledge = new WorkspaceKnowledge(
      platform,
      () => undefined,
      () => undefined,
    );
    const before = timers();
    const learn = (): void => {
      knowledge.judgeKeeper.judge.learn(new Float64Array(signalNames.length), true);
    };
    learn();
    learn();
    expect(timers()).toBe(before + 1);
    knowledge.dispose();
    expect(timers()).toBe(before);
    learn();
    expect(timers()).toBe(before);
  });
});
