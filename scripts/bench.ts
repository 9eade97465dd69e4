/**
 * `npm run bench [-- --short --json | --peers … | --peers --losses …]`: runs `tacit bench`. With --peers it times
 * Tacit and other libraries in turn, and with --peers --losses it compares what they learn.
 */
import { join } from 'node:path';
import { runOnTerminal } from './editor/command.ts';
import { root } from './paths.ts';
import { runScript } from './user-error.ts';

await runScript(async () => {
  const given = process.argv.slice(2);
  const [peers, losses] = [given.includes('--peers'), given.includes('--losses')];
  const rest = given.filter((each) => each !== '--peers' && each !== '--losses');
  const command = peers
    ? [join(root, 'scripts', losses ? 'bench-losses.ts' : 'bench-peers.ts'), ...rest]
    : [join(root, 'dist', 'cli.js'), 'bench', ...given];
  return (await runOnTerminal(process.execPath, command)) ?? 1;
});
