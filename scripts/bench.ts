/** `npm run bench [-- --short --json | --peers …]`: `tacit bench`, or with --peers the same steps elsewhere, by turns. */
import { join } from 'node:path';
import { runOnTerminal } from './editor/command.ts';
import { root } from './paths.ts';
import { runScript } from './user-error.ts';

await runScript(async () => {
  const given = process.argv.slice(2);
  const command = given.includes('--peers')
    ? [join(root, 'scripts', 'bench-peers.ts'), ...given.filter((each) => each !== '--peers')]
    : [join(root, 'dist', 'cli.js'), 'bench', ...given];
  return (await runOnTerminal(process.execPath, command)) ?? 1;
});
