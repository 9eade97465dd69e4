import { Random } from '../../../src/core/tensor/random.ts';
import { WorkerThread } from '../../../src/extension/threads/worker-thread.ts';
import type { PredictorContract } from '../../../src/protocol/predictor-contract.ts';
import { valueOf } from '../../worker/start-worker.ts';
import { ProbedThread } from './probed-thread.ts';
import type { SimulatedWork } from './simulated-work.ts';
import { editor } from '../../worker/predictor/half-typed.ts';

/** How the answers of a memory that has lived through the work compare with those of one that is new. */
export interface Answers {
  readonly prompts: number;
  readonly suggestions: number;
  /** Files in which what is remembered is not what is on the disk. */
  readonly changed: number;
  /** The prompts at which the likeliest text is another. Of equally good copies, the one that was saved last counts. */
  readonly differentAsLeft: readonly string[];
  /** The prompts at which anything differs once both have forgotten all files, and remembered them in one order. */
  readonly different: readonly string[];
}

const PROMPTS = 40;

/** Asks the thread that only remembers, and a new one which is given what that one has stored, with the same files. */
export async function sameAnswers(work: SimulatedWork): Promise<Answers> {
  const { memoryPath, workspace } = work;
  const thread = new ProbedThread<PredictorContract>('predictor');
  const fresh = new WorkerThread(() => Promise.resolve(thread), {
    started: () => undefined,
    ended: () => undefined,
  });
  // The vocabulary is the old one's. The counts are not stored, and are counted anew.
  valueOf(await fresh.call('recall', { memoryPath }));
  const { changed, forgotten } = valueOf(
    await fresh.call('remember', { files: workspace.files, preset: 'fast', memoryPath: undefined }),
  );
  const random = new Random(7);
  const prompts = Array.from({ length: PROMPTS }, () => {
    const text = workspace.original(workspace.anyPath());
    return text.slice(0, random.below(text.length));
  });
  const asLeft = await compare([work.remembering, fresh], prompts);
  for (const memory of [work.remembering, fresh]) {
    valueOf(await memory.call('forget', { paths: ['src'] }));
    valueOf(await memory.call('rememberChanged', { files: workspace.files, ignoreFiles: [] }));
  }
  const { suggestions, different } = await compare([work.remembering, fresh], prompts);
  await fresh.dispose();
  const differentAsLeft = asLeft.different.filter(({ old, anew }) => old.at(0) !== anew.at(0));
  return {
    prompts: PROMPTS,
    suggestions,
    changed: changed + forgotten,
    differentAsLeft: differentAsLeft.map((each) => JSON.stringify(each)),
    different: different.map((each) => JSON.stringify(each)),
  };
}

interface Difference {
  readonly prompt: string;
  readonly old: readonly string[];
  readonly anew: readonly string[];
}

async function compare(
  [one, other]: readonly [WorkerThread<PredictorContract>, WorkerThread<PredictorContract>],
  prompts: readonly string[],
): Promise<{ readonly suggestions: number; readonly different: readonly Difference[] }> {
  const different: Difference[] = [];
  let suggestions = 0;
  for (const prompt of prompts) {
    const [old, anew] = [await answer(one, prompt), await answer(other, prompt)];
    suggestions += old.length;
    if (JSON.stringify(old) !== JSON.stringify(anew))
      different.push({ prompt: prompt.slice(-60), old, anew });
  }
  return { suggestions, different };
}

/** What is suggested at the end of a text, in a file that nobody remembers. */
async function answer(thread: WorkerThread<PredictorContract>, text: string): Promise<readonly string[]> {
  const document = 'file:///held-back.ts';
  const lines = text.split('\n');
  const request = {
    document,
    version: 1,
    line: lines.length - 1,
    character: lines.at(-1).length,
    ...editor,
  };
  valueOf(await thread.call('openDocument', { document, path: 'src/held-back.ts', version: 1, text }));
  const shown = valueOf(await thread.call('suggest', request));
  const choices = valueOf(await thread.call('choices', request));
  valueOf(await thread.call('closeDocument', { document }));
  return [...choices, ...(shown ? [shown] : [])].map(({ ghostText }) => ghostText);
}
