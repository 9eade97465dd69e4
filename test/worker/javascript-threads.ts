import { readdirSync, readFileSync } from 'node:fs';

/** The folder in which Linux describes each thread of this process. */
export const tasks = '/proc/self/task';

/** The numbers of this process's worker threads, on Linux. */
export function javaScriptThreads(): string[] {
  return readdirSync(tasks).filter((task) => {
    return readFileSync(`${tasks}/${task}/comm`, 'utf8').startsWith('WorkerThread');
  });
}
