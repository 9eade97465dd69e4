/** The thread's entry: chooses Node's platform and the role that the thread was started for. */
import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { fastestPanel } from '../backend/fastest-panel.ts';
import { buildOf, runnableKernels, selectKernels } from '../backend/select-kernels.ts';
import { nodeFiles } from './file-system.node.ts';
import { nodePlatform } from './platform.node.ts';
import type { Platform } from './platform.ts';
import { workerPort } from './port.node.ts';
import { rememberedPanel } from './remembered-panel.ts';
import { servePredictor } from './predictor/serve-predictor.ts';
import { serveTrainer } from './trainer/serve-trainer.ts';
import { trainReplica } from './replicas/train-replica.ts';
import type { WorkerData } from './worker-data.ts';

if (!parentPort) throw new Error('This file is the body of a worker thread.');
const { role, kernels, work, panelFile } = workerData as WorkerData;

const thread = parentPort;
const platformOf = (tuned: WorkerData['kernels']): Platform =>
  nodePlatform(tuned, undefined, new URL(import.meta.url));

if (role !== 'predictor') {
  // On Linux a priority is the thread's own: training then takes only what nobody else wants. Elsewhere it would be
  // the whole editor host's.
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  if (work) trainReplica(work, selectKernels(kernels, work.kernels));
  else {
    const tuned = panelFile === undefined ? kernels : await tunedKernels(kernels, panelFile);
    serveTrainer(workerPort(thread), platformOf(tuned));
  }
} else servePredictor(workerPort(thread), platformOf(kernels));

/** With the panels that are fastest on this engine. */
async function tunedKernels(builds: WorkerData['kernels'], file: string): Promise<WorkerData['kernels']> {
  const name = runnableKernels(builds);
  if (name === 'reference') return builds;
  const engine = `V8 ${process.versions.v8} ${process.arch} ${name}`;
  const time = () => fastestPanel(buildOf(builds, name), name, () => performance.now());
  return { ...builds, panel: await rememberedPanel(nodeFiles, file, engine, time) };
}
