import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { StartedThread } from '../../../src/extension/platform.ts';
import type { Contract } from '../../../src/protocol/contract.ts';
import type { WorkerData } from '../../../src/worker/worker-data.ts';
import type { Held } from './held.ts';

const dist = new URL('../../../dist/', import.meta.url);

/** A real thread, started as the editor starts it, that can be asked what it holds. */
export class ProbedThread<C extends Contract> implements StartedThread<C> {
  readonly port: StartedThread<C>['port'];
  readonly ended: Promise<string>;
  readonly #worker: Worker;
  readonly #probe: MessagePort;

  /** `npm run build` must have run. */
  constructor(role: WorkerData['role']) {
    const read = (name: string) => new Uint8Array(readFileSync(new URL(name, dist)));
    const kernels = { simd: read('kernels-simd.wasm'), relaxed: read('kernels-relaxed.wasm') };
    const { port1, port2 } = new MessageChannel();
    this.#probe = port1;
    const worker = new Worker(new URL('probed-worker.ts', import.meta.url), {
      workerData: { role, kernels, probe: port2, bundle: new URL('worker.js', dist).href },
      transferList: [port2],
      resourceLimits: { maxYoungGenerationSizeMb: 12 },
    });
    this.#worker = worker;
    this.port = {
      post: (message, transfer = []) => {
        worker.postMessage(message, [...transfer]);
      },
      listen: (listener) => worker.on('message', listener),
    };
    this.ended = once(worker, 'exit').then(([code]) => `exit code ${String(code)}`);
  }

  async held(): Promise<Held> {
    this.#probe.postMessage('held?');
    const [answer] = (await once(this.#probe, 'message')) as [Held];
    return answer;
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate();
    this.#probe.close();
  }
}
