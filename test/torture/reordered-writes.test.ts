import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nodePlatform } from '../../src/extension/platform.node.ts';
import { WorkspaceStorage } from '../../src/extension/workspace/workspace-storage.ts';
import { failed, succeeded, type Outcome } from '../../src/protocol/failure.ts';
import { nodeFiles } from '../../src/worker/file-system.node.ts';
import { openStored } from '../../src/worker/stored-file.ts';
import { valueOf } from '../worker/start-worker.ts';
import { reportFault } from './fault-report.ts';
import { type Content, type DiskState, SimulatedDisk } from './simulated-disk.ts';

const machine = vi.hoisted(() => ({ disk: undefined as SimulatedDisk | undefined }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const { SimulatedDisk: Disk } = await import('./simulated-disk.ts');
  const names = Object.keys(new Disk()).filter((name) => name !== 'changed');
  const simulated = names.map((name) => [
    name,
    (...args: unknown[]): unknown => {
      const method = (machine.disk as unknown as Record<string, (...args: unknown[]) => unknown>)[name];
      return method(...args);
    },
  ]);
  return { ...(await importOriginal<object>()), ...(Object.fromEntries(simulated) as object) };
});

beforeEach(() => {
  // The process that wrote is gone after a crash.
  vi.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error('no such process'), { code: 'ESRCH' });
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const PATH = '/home/storage/of-this-workspace/workspace.memory';
/** The n-th text that is stored. Nothing else is whole. */
const version = (n: number): Uint8Array => new TextEncoder().encode(`version ${n} of the memory, whole`);

function decode(bytes: Uint8Array): Outcome<number> {
  const n = Number(/^version (\d+) of the memory, whole$/.exec(new TextDecoder().decode(bytes))?.[1]);
  return n > 0 ? succeeded(n) : failed('memory-damaged', 'It is damaged.');
}

/** All states that crashes during some work may leave, with what was done by then. */
async function statesOf<Done>(disk: SimulatedDisk, work: () => Promise<void>, done: () => Done) {
  machine.disk = disk;
  const states: { readonly state: DiskState; readonly done: Done }[] = [];
  const note = (): void => {
    for (const state of disk.crashStates()) states.push({ state, done: done() });
  };
  disk.changed = note;
  await work();
  note();
  return states;
}

const contentOf = (state: DiskState): number => {
  const bytes = state.get(PATH) as Uint8Array | undefined;
  return bytes ? valueOf(decode(bytes)) : 0;
};

/** What is in the folder when the next process has opened the file, and the one after it has stored it. */
async function namesInTheEnd(state: DiskState): Promise<string[]> {
  const disk = (machine.disk = new SimulatedDisk(state));
  await openStored(PATH, decode, { files: nodeFiles });
  valueOf(await nodeFiles.writeWhole(PATH, version(9)));
  return (await disk.readdir(dirname(PATH))).map(({ name }) => name);
}

describe('on a file system that reorders what is not synced', () => {
  it('a stored file is old or new after a crash, new once it is stored, and nothing else stays', async () => {
    let stored = 0;
    const storeThrice = async (): Promise<void> => {
      for (const n of [1, 2, 3]) {
        valueOf(await nodeFiles.writeWhole(PATH, version(n)));
        stored = n;
      }
    };
    const states = await statesOf(new SimulatedDisk(), storeThrice, () => stored);
    let tried = 0;
    for (const [i, { state, done }] of states.entries()) {
      const name = `state ${i} of ${states.length}, after ${done} stores`;
      const left = contentOf(state);
      expect([done, done + 1], name).toContain(left);
      // The next process may crash, too, while it opens the file, tidies up and stores.
      let isStored = false;
      const goOn = async (): Promise<void> => {
        const { content, problem } = valueOf(await openStored(PATH, decode, { files: nodeFiles }));
        expect([content ?? 0, problem], name).toEqual([left, undefined]);
        valueOf(await nodeFiles.writeWhole(PATH, version(8)));
        isStored = true;
      };
      for (const after of await statesOf(new SimulatedDisk(state), goOn, () => isStored)) {
        tried++;
        expect(after.done ? [8] : [left, 8], name).toContain(contentOf(after.state));
        expect(await namesInTheEnd(after.state), name).toEqual(['workspace.memory']);
      }
    }
    expect(tried).toBeGreaterThan(1000);
    const fault = 'power cut on a file system that reorders writes (simulated), while a file is stored';
    reportFault({ fault, tried, survived: tried, lost: 'nothing that was stored' });
  });

  it('what the extension writes is old or new as well, and new once it is written', async () => {
    const platform = nodePlatform('/nowhere');
    let stored = 0;
    const work = async (): Promise<void> => {
      for (const n of [1, 2]) {
        await platform.replace(PATH, new TextDecoder().decode(version(n)));
        stored = n;
      }
    };
    const states = await statesOf(new SimulatedDisk(), work, () => stored);
    for (const [i, { state, done }] of states.entries()) {
      expect([done, done + 1], `state ${i}`).toContain(contentOf(state));
    }
    expect(states.length).toBeGreaterThan(100);
  });

  it('what is taken over from the folder of an earlier version is in one of the two, or in both', async () => {
    const [outdated, folder] = ['/outdated', dirname(PATH)];
    const names = ['workspace.safetensors', 'workspace.memory'];
    const before = names.map((name) => [join(outdated, name), version(1)] as const);
    const disk = new SimulatedDisk(new Map<string, Content>([['/outdated', 'folder'], ...before]));
    const place = { folder, before: undefined, outdated };
    const work = async (): Promise<void> => {
      expect(await new WorkspaceStorage(nodePlatform('/nowhere'), place).hasMemory()).toBe(true);
    };
    const states = await statesOf(disk, work, () => undefined);
    for (const [i, { state }] of states.entries()) {
      for (const name of names) {
        const found = [outdated, folder].map((each) => state.get(join(each, name)) as Uint8Array | undefined);
        expect(
          found.some((bytes) => bytes && decode(bytes).ok),
          `${name} in state ${i}`,
        ).toBe(true);
      }
    }
    expect(states.length).toBeGreaterThan(100);
  });
});
