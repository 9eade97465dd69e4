import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../paths.ts';
import { UserError } from '../user-error.ts';
import { runQuietly } from './command.ts';

/** This release of code-server contains VS Code 1.139.1: workbench, server, extension host, ripgrep. */
const codeServerVersion = '4.139.1';

export interface EditorInstallation {
  /** VS Code's own server. Only this one can run tests inside the extension host. */
  readonly serverMain: string;
  /** code-server's wrapper around it, which also installs extensions from a VSIX. */
  readonly codeServer: string;
}

/**
 * Puts the real VS Code server into the cache folder, unless it is already there. It comes from the npm registry; its
 * own shrinkwrap files pin its dependencies. The finished folder is put in place by a rename, so it is complete or
 * absent.
 *
 * `--ignore-scripts` avoids compiling native modules (terminals, a faster logger) that nothing here needs.
 */
export async function installEditor(): Promise<EditorInstallation> {
  const home = join(cacheFolder, `code-server-${codeServerVersion}`);
  if (!existsSync(home)) {
    console.log(`Installing the VS Code server into ${home} (once; about 620 MB, half a minute)...`);
    await installInto(home);
  }
  const codeServer = join(home, 'node_modules', 'code-server');
  return {
    serverMain: join(codeServer, 'lib', 'vscode', 'out', 'server-main.js'),
    codeServer: join(codeServer, 'out', 'node', 'entry.js'),
  };
}

async function installInto(home: string): Promise<void> {
  await mkdir(cacheFolder, { recursive: true });
  const unfinished = await mkdtemp(join(cacheFolder, 'installing-'));
  const clear = (): void => {
    rmSync(unfinished, { recursive: true, force: true });
  };
  process.once('exit', clear);
  await writeFile(join(unfinished, 'package.json'), '{ "private": true }\n');
  const vscode = join(unfinished, 'node_modules', 'code-server', 'lib', 'vscode');
  await npmInstall(unfinished, [`code-server@${codeServerVersion}`]);
  await npmInstall(vscode, ['--omit=dev']);
  await npmInstall(join(vscode, 'extensions'), ['--omit=dev']);
  try {
    await rename(unfinished, home);
  } catch (error) {
    // Another process may have finished the same installation first. In that case, use that one.
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
  process.off('exit', clear);
}

async function npmInstall(folder: string, what: readonly string[]): Promise<void> {
  const flags = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, output } = await runQuietly('npm', [...flags, ...what], folder);
  if (status !== 0) {
    throw new UserError(
      `The VS Code server could not be installed: "npm ${[...flags, ...what].join(' ')}" failed.\n${output.trim()}\n` +
        'Check that the npm registry can be reached (npm ping), then run the same command again.',
    );
  }
}
