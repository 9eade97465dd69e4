import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/cli/evaluate/report.ts';
import { UserError } from '../user-error.ts';

/** Where `npm run workspaces` puts a workspace. */
const folderOf = (workspace: string): string => join('.workspaces', workspace);

/** Runs `tacit evaluate` on a development workspace. Its messages appear on this script's standard error. */
export function evaluateWorkspace(workspace: string, options: readonly string[]): Promise<Report> {
  const folder = folderOf(workspace);
  if (!existsSync(folder)) throw new UserError(`There is no ${folder}. Run "npm run workspaces" first.`);
  const args = ['evaluate', '--train', join(folder, 'train'), '--test', join(folder, 'test'), '--json'];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['dist/cli.js', ...args, ...options], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) resolve(JSON.parse(printed) as Report);
      else reject(new UserError(`Evaluating ${workspace} failed.`));
    });
  });
}
