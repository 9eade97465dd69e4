import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeModel } from '../../src/core/modelfile/model-file.ts';
import type { TrainerContract } from '../../src/protocol/trainer-contract.ts';
import { smallWorkspace } from './small-workspace.ts';
import { startWorker, valueOf } from './start-worker.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const disk = temporaryFolder();
const mounted = mountSmallDisk(disk);
afterAll(() => {
  if (mounted) execFileSync('umount', [disk]);
});

/** Mounts a real disk of one megabyte, if this machine allows it. */
function mountSmallDisk(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!mounted)('a full disk', () => {
  it('leaves the stored model whole, is reported, and does not stop the training', async () => {
    const { files } = smallWorkspace();
    const modelPath = join(disk, 'model.safetensors');
    const { caller, worker } = startWorker<TrainerContract>('trainer');
    const problems: string[] = [];
    let models = 0;
    caller.on('problem', ({ code }) => problems.push(code));
    caller.on('model', () => models++);
    // One such model fits. A second one next to it, under its temporary name, does not.
    const options = { hidden: 64, embedding: 64, vocabulary: 600, batch: 4, patience: 100 };
    const budget = { seconds: undefined, epochs: 4 };
    const end = valueOf(
      await caller.call('train', {
        files,
        preset: 'fast',
        options: { ...options, budget },
        resume: false,
        modelPath,
        workspaceName: 'small',
      }),
    );
    await worker.terminate();
    expect(end.reason).toBe('finished');
    expect(models).toBeGreaterThan(1);
    expect(problems).toContain('disk-full');
    expect(readdirSync(disk)).toEqual(['model.safetensors']);
    const stored = decodeModel(new Uint8Array(readFileSync(modelPath)));
    expect(stored.ok).toBe(true);
  });
});
