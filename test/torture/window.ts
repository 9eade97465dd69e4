/**
 * A window without an editor: `node test/torture/window.ts PLAN`. Starts both threads as the extension does, on a
 * workspace whose files it changes, and lets them store what they learn of it. PLAN is a `WindowPlan` as JSON.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { acquireTrainingLock } from '../../src/extension/training/training-lock.ts';
import type { PredictorContract } from '../../src/protocol/predictor-contract.ts';
import type { FileReference, TrainerContract } from '../../src/protocol/trainer-contract.ts';
import { sourceOf } from '../worker/source-of.ts';
import { takeSuggestion } from '../worker/predictor/half-typed.ts';
import { startWorker, valueOf } from '../worker/start-worker.ts';
import { dieWhileWriting, dyingScript } from './dying-file-system.ts';
import { storedIn, tinyRun } from './stored-window.ts';

export interface WindowPlan {
  readonly files: readonly FileReference[];
  /** Where files of the workspace are changed. */
  readonly workspace: string;
  /** The folder in which the window stores. */
  readonly storage: string;
  /** The thread that dies, if one does, and the instant. */
  readonly dies?: { readonly who: 'host' | 'predictor' | 'trainer'; readonly at: number } | undefined;
}

const { files, workspace, storage, dies } = JSON.parse(process.argv[2]) as WindowPlan;
const stored = storedIn(storage);
const dying = (who: string) => ({ who, at: dies?.who === who ? dies.at : 0 });
/** What waits for seconds, as a delayed store does, waits for hundredths here. */
const hurry = `const later = setTimeout; globalThis.setTimeout = (work, delay) => later(work, delay / 100);`;
const watched = (who: string) => ({
  execArgv: ['--import', `data:text/javascript,${encodeURIComponent(dyingScript(dying(who)) + hurry)}`],
});

dieWhileWriting(dying('host'));
const lock = await acquireTrainingLock(storage);
const predictor = startWorker<PredictorContract>('predictor', watched('predictor'));
const trainer = startWorker<TrainerContract>('trainer', watched('trainer'));
trainer.caller.on('model', ({ bytes }) => void predictor.caller.call('load', { bytes }));
const remember = async (): Promise<void> => {
  valueOf(await predictor.caller.call('remember', { files, preset: 'fast', memoryPath: stored.memory }));
};

valueOf(await predictor.caller.call('openJudge', { judgePath: stored.judge }));
valueOf(await predictor.caller.call('recall', { memoryPath: stored.memory }));
valueOf(await trainer.caller.call('open', { modelPath: stored.model }));
const run = { ...tinyRun, files, resume: false, modelPath: stored.model };
await remember();
for (let taken = 0; taken < 3; taken++) {
  await takeSuggestion(predictor.caller);
  await pass(60);
}
await Promise.all([remember(), trainer.caller.call('train', run).then(valueOf)]);
for (const noun of ['mast', 'oar', 'pier', 'quay', 'rope']) {
  const [path, text] = ['src/anchor.ts', sourceOf(noun)];
  writeFileSync(join(workspace, path), text);
  const saved = { path, text, ignoreFiles: [] };
  valueOf(await trainer.caller.call('learn', saved));
  valueOf(await predictor.caller.call('rememberSaved', saved));
  await pass(60);
  writeFileSync(join(workspace, 'src/beacon.ts'), sourceOf(`${noun}Light`));
  await remember();
}
await pass(300);
await Promise.all([predictor.worker.terminate(), trainer.worker.terminate(), lock?.release()]);
