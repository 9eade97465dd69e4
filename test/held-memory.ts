import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes of the JavaScript heap, of buffers and of WebAssembly that something still refers to. */
export function heldBytes(): number {
  // The second time waits for what the first one has left to sweep.
  for (let turn = 0; turn < 2; turn++) collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
