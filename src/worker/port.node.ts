import type { MessagePort } from 'node:worker_threads';
import type { Contract } from '../protocol/contract.ts';
import type { FromWorker, Port, ToWorker } from '../protocol/messages.ts';

/** The worker's end of its thread's channel. */
export function workerPort<C extends Contract>(port: MessagePort): Port<FromWorker<C>, ToWorker<C>> {
  return {
    post(message, transfer = []) {
      port.postMessage(message, [...transfer]);
    },
    listen(listener) {
      port.on('message', listener);
    },
  };
}
