import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuietly } from '../editor/command.ts';

// Install scripts would download kernels for GPUs, which are not timed.
const installArguments = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix'];

/** Installs the peers of test/bench/package.json unless they are there. Returns what went wrong, if anything did. */
export async function installPeers(
  folder: string,
): Promise<{ readonly reason: string; readonly remedy: string } | undefined> {
  if (await isInstalled(folder)) return undefined;
  console.error('Installing the peers of test/bench …');
  const { status, output } = await runQuietly('npm', [...installArguments, folder]);
  if (status === 0) return undefined;
  const reason = output.split('\n').find((line) => /error (?!code)/i.test(line)) ?? output.trim();
  return { reason: `npm: ${reason}`, remedy: 'npm ci --ignore-scripts --prefix test/bench' };
}

/** npm lists what it installed in a second lock file. Every pinned version must be in it. */
async function isInstalled(folder: string): Promise<boolean> {
  interface Lock {
    readonly packages: Readonly<Record<string, { readonly version?: string } | undefined>>;
  }
  const read = async (file: string): Promise<Lock> =>
    JSON.parse(await readFile(join(folder, file), 'utf8')) as Lock;
  try {
    const [wanted, there] = [await read('package-lock.json'), await read('node_modules/.package-lock.json')];
    return Object.entries(wanted.packages).every(
      ([path, wish]) => path === '' || there.packages[path]?.version === wish?.version,
    );
  } catch {
    return false;
  }
}
