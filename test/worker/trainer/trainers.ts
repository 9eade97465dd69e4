import type { TrainerContract } from '../../../src/protocol/trainer-contract.ts';
import { suiteThreads } from '../suite-threads.ts';

/** Starts trainers' threads in a suite. The threads of a test end with it. */
export const trainers = () => suiteThreads<TrainerContract>('trainer');
