import { copyFileSync, writeSync } from 'node:fs';
import promises, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { basename, join } from 'node:path';

/** How a program that stores files is to be watched, and where it dies. */
export interface Dying {
  /** Its name in what it tells. */
  readonly who: string;
  /** The program kills itself at this instant of its writing, counted from 1; 0 lets it live. */
  readonly at: number;
  /** A folder that gets a copy of each file that was put in place: `NAME.1`, `NAME.2` and so on. */
  readonly versions?: string;
}

/** The script for `node --import` that watches a program, or a thread, in this way. */
export function dyingScript(dying: Dying): string {
  return `import { dieWhileWriting } from '${import.meta.url}'; dieWhileWriting(${JSON.stringify(dying)});`;
}

/** What watched threads have written. */
export interface Written {
  /** How often each file was put in place. */
  readonly stored: ReadonlyMap<string, number>;
  /** At how many instants each thread could have died. */
  readonly instants: ReadonlyMap<string, number>;
}

/** What watched threads have told on standard error. */
export function writtenIn(stderr: string): Written {
  const stored = new Map<string, number>();
  for (const [, name] of stderr.matchAll(/^stored (.+)$/gm)) stored.set(name, (stored.get(name) ?? 0) + 1);
  const instants = [...stderr.matchAll(/^instants of (\w+): (\d+)$/gm)];
  return { stored, instants: new Map(instants.map(([, who, count]) => [who, Number(count)])) };
}

/**
 * Makes this thread's file system kill the process at one instant: before or after the k-th operation that changes
 * anything on the disk, or in the middle of a write. Writes a line `stored NAME` to standard error whenever a file has
 * been put in place, and `instants of WHO: K`, the instants so far, then and at the end of the process.
 */
export function dieWhileWriting({ who, at, versions }: Dying): void {
  let instants = 0;
  const stored = new Map<string, number>();
  const instant = (): void => {
    if (++instants !== at) return;
    process.kill(process.pid, 'SIGKILL');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  };
  const tell = (): void => {
    writeSync(2, `instants of ${who}: ${instants}\n`);
  };
  const around = async <T>(work: () => Promise<T>): Promise<T> => {
    instant();
    const result = await work();
    instant();
    return result;
  };
  const { open, rename, mkdir, rm, writeFile } = promises;
  /** Writes the first half before the instant in the middle. */
  const inHalves = async (file: FileHandle, data: Parameters<FileHandle['writeFile']>[0]): Promise<void> => {
    const bytes = typeof data === 'string' ? Buffer.from(data) : (data as Uint8Array);
    const half = bytes.length >> 1;
    await file.write(bytes, 0, half);
    instant();
    await file.write(bytes, half);
  };
  const opened: typeof open = async (path, flags, mode) => {
    // The files to learn from are opened with numeric flags. They are only read.
    if (typeof flags === 'number') return open(path, flags, mode);
    const file = await around(() => open(path, flags, mode));
    const [sync, close] = [file.sync.bind(file), file.close.bind(file)];
    const writeAll: FileHandle['writeFile'] = (data) => around(() => inHalves(file, data));
    return Object.assign(file, {
      writeFile: writeAll,
      sync: () => around(sync),
      close: () => around(close),
    });
  };
  const renamed: typeof rename = async (from, to) => {
    await around(() => rename(from, to));
    const name = basename(String(to));
    const count = (stored.get(name) ?? 0) + 1;
    stored.set(name, count);
    if (versions !== undefined) copyFileSync(to, join(versions, `${name}.${count}`));
    writeSync(2, `stored ${name}\n`);
    tell();
  };
  const written: typeof writeFile = async (path, data, options) => {
    if (typeof path !== 'string' || typeof options !== 'object') return writeFile(path, data, options);
    const file = await opened(path, options?.flag ?? 'w');
    await file.writeFile(data as string);
    await file.close();
  };
  const removed: typeof rm = (path, options) => around(() => rm(path, options));
  Object.assign(promises, {
    open: opened,
    rename: renamed,
    writeFile: written,
    mkdir: ((path, options) => around(() => mkdir(path, options))) as typeof mkdir,
    rm: removed,
  });
  syncBuiltinESMExports();
  process.on('exit', tell);
}
