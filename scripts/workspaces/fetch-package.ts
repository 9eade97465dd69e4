import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuietly } from '../editor/command.ts';
import { UserError } from '../user-error.ts';
import type { WorkspaceSource } from './sources.ts';

/** Downloads a source's package, unpacks it, and returns the folder that the source names. */
export async function fetchPackage(source: WorkspaceSource, temporaryFolder: string): Promise<string> {
  const unpacked = join(temporaryFolder, 'unpacked');
  await mkdir(unpacked, { recursive: true });
  if (source.registry === 'npm') {
    await run(source, temporaryFolder, 'npm', ['pack', source.package, '--silent']);
    const archive = await onlyFile(temporaryFolder, '.tgz');
    await run(source, temporaryFolder, 'tar', ['-xzf', archive, '-C', unpacked]);
  } else {
    await run(source, temporaryFolder, 'apt-get', ['download', source.package]);
    const archive = await onlyFile(temporaryFolder, '.deb');
    await run(source, temporaryFolder, 'dpkg', ['-x', archive, unpacked]);
  }
  return join(unpacked, source.folder);
}

const cures = {
  npm: 'Check that the npm registry can be reached (npm ping).',
  debian:
    'Check that Debian packages can be reached (apt-get update). This needs apt: Debian, or a system derived from it.',
} as const;

async function run(
  source: WorkspaceSource,
  cwd: string,
  command: string,
  words: readonly string[],
): Promise<void> {
  const { status, output } = await runQuietly(command, words, cwd);
  if (status === 0) return;
  throw new UserError(
    `The workspace ${source.name} needs the package ${source.package}, but "${command} ${words[0] ?? ''}" failed.\n` +
      `${cures[source.registry]}\n${output.trim()}`,
  );
}

async function onlyFile(folder: string, ending: string): Promise<string> {
  const file = (await readdir(folder)).find((name) => name.endsWith(ending));
  if (file === undefined) throw new Error(`The registry's client left no ${ending} file in ${folder}.`);
  return join(folder, file);
}
