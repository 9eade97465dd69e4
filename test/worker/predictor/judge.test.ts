import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { PredictorContract } from '../../../src/protocol/predictor-contract.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { smallWorkspace } from '../small-workspace.ts';
import { valueOf } from '../start-worker.ts';
import { suiteThreads } from '../suite-threads.ts';
import { takeSuggestion } from './half-typed.ts';

const judgePath = join(temporaryFolder(), 'judge.json');
const stored = () => JSON.parse(readFileSync(judgePath, 'utf8')) as { readonly events: number };

describe('the judge of the predictor thread', () => {
  const start = suiteThreads<PredictorContract>('predictor');
  const predictor = () => start().caller;

  it('learns what is taken, stores it, goes on from there, and forgets it', async () => {
    const { files } = smallWorkspace();
    const takeOne = async (events: number) => {
      const caller = predictor();
      valueOf(await caller.call('openJudge', { judgePath }));
      valueOf(await caller.call('remember', { files, preset: 'fast', memoryPath: undefined }));
      expect((await takeSuggestion(caller)).length).toBeGreaterThan(2);
      await vi.waitFor(
        () => {
          expect(stored().events).toBe(events);
        },
        { timeout: 30_000, interval: 200 },
      );
      return caller;
    };
    await takeOne(1);
    const next = await takeOne(2);
    valueOf(await next.call('eraseJudge', {}));
    expect(existsSync(judgePath)).toBe(false);
  });

  it('sets a damaged file aside, says so, and erases that, too', async () => {
    writeFileSync(judgePath, '{"weights": [1, 2');
    const caller = predictor();
    const problems: string[] = [];
    caller.on('problem', ({ code, message }) => problems.push(`${code}: ${message}`));
    valueOf(await caller.call('openJudge', { judgePath }));
    expect(problems.join()).toMatch(/^judge-damaged: .*\.damaged/);
    expect([existsSync(judgePath), existsSync(`${judgePath}.damaged`)]).toEqual([false, true]);
    valueOf(await caller.call('eraseJudge', {}));
    expect([existsSync(judgePath), existsSync(`${judgePath}.damaged`)]).toEqual([false, false]);
  });
});
