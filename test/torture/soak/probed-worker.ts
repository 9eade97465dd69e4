/** The entry of a thread of the soak: the built bundle, and beside it a port that tells what the thread holds. */
import { type MessagePort, workerData } from 'node:worker_threads';
import { type Held, held } from './held.ts';

const { probe, bundle } = workerData as { readonly probe: MessagePort; readonly bundle: string };
probe.on(
  'message',
  () =>
    void held().then((answer: Held) => {
      probe.postMessage(answer);
    }),
);
// The port alone keeps no thread alive.
probe.unref();
await import(bundle);
