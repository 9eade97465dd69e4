/** The entry of a thread: chooses Node's platform, and the role that the thread was started for. */
import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { selectKernels } from '../backend/select-kernels.ts';
import { nodePlatform } from './platform.node.ts';
import { workerPort } from './port.node.ts';
import { servePredictor } from './predictor/serve-predictor.ts';
import { serveTrainer } from './trainer/serve-trainer.ts';
import { trainReplica } from './replicas/train-replica.ts';
import type { WorkerData } from './worker-data.ts';

if (!parentPort) throw new Error('This file is the body of a worker thread.');
const { role, kernels, work } = workerData as WorkerData;

const platform = nodePlatform(kernels, undefined, new URL(import.meta.url));

if (role !== 'predictor') {
  // On Linux each thread has a priority of its own, so training takes only what nobody else wants. On other systems
  // this would change the priority of the whole extension host.
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  if (work) trainReplica(work, () => selectKernels(kernels, work.kernels));
  else serveTrainer(workerPort(parentPort), platform);
} else servePredictor(workerPort(parentPort), platform);
