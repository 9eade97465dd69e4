import { strict as assert } from 'node:assert';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { activateTacit, eventually, tacitExtension } from './tacit.ts';

/** The worker threads of this process that are alive, as Node itself counts them. */
function workerThreads(): number {
  const { workers } = process.report.getReport() as unknown as { workers: readonly unknown[] };
  return workers.length;
}

describe('the end of the extension', () => {
  it('leaves no thread, even in the midst of a training', async () => {
    const { api } = await activateTacit();
    await eventually('a training', () => api.state().activity === 'training');
    const during = workerThreads();
    const ours = api.state().threads;
    assert(ours > 0 && during >= ours, `Tacit counts ${String(ours)} threads, Node ${String(during)}`);

    // The module that the editor has loaded, from the same cache: what the editor calls when it ends an extension.
    const main = createRequire(__filename)(join(tacitExtension().extensionPath, 'dist', 'extension.cjs')) as {
      deactivate(): Promise<void> | undefined;
    };
    await main.deactivate();
    await eventually('an end of the threads', () => workerThreads() === during - ours, 1);
  });
});
