import { readFileSync } from 'node:fs';
import promises, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

/** An operation that fails from now on, and the code of its error. */
export interface Fault {
  readonly operation: 'mkdir' | 'open' | 'writeFile' | 'sync' | 'rename';
  readonly code: string;
}

/** The script for `node --import` that makes a thread's writes fail as `fault` says, a file with a `Fault` as JSON. */
export function failingScript(fault: string): string {
  return `import '${import.meta.url}?fault=${encodeURIComponent(fault)}';`;
}

/** Makes operations that write fail as long as a file says so. Reading goes on. */
function failAsTold(told: string): void {
  const check = (operation: Fault['operation']): void => {
    let fault: Fault | undefined;
    try {
      fault = JSON.parse(readFileSync(told, 'utf8')) as Fault;
    } catch {
      return;
    }
    if (fault.operation === operation)
      throw Object.assign(new Error(`${fault.code}: made up`), { code: fault.code });
  };
  const checked = async <T>(operation: Fault['operation'], work: () => Promise<T>): Promise<T> => {
    check(operation);
    return work();
  };
  const { open, rename, mkdir } = promises;
  const opened: typeof open = async (path, flags, mode) => {
    if (flags !== 'wx') return open(path, flags, mode);
    const file = await checked('open', () => open(path, flags, mode));
    const [sync, write] = [file.sync.bind(file), file.writeFile.bind(file)];
    const writeAll: FileHandle['writeFile'] = (data) => checked('writeFile', () => write(data));
    return Object.assign(file, { writeFile: writeAll, sync: () => checked('sync', sync) });
  };
  const renamed: typeof rename = (from, to) => checked('rename', () => rename(from, to));
  const made = ((path, options) => checked('mkdir', () => mkdir(path, options))) as typeof mkdir;
  Object.assign(promises, { open: opened, rename: renamed, mkdir: made });
  syncBuiltinESMExports();
}

const fault = new URL(import.meta.url).searchParams.get('fault');
if (fault !== null) failAsTold(fault);
