import { join } from 'node:path';
import { runOnTerminal } from './editor/command.ts';
import { root } from './paths.ts';
import { UserError } from './user-error.ts';

const skip = '--no-build';

/** What was given on the command line, without the flag that `buildFirst` looks for. */
export function scriptArguments(): string[] {
  return process.argv.slice(2).filter((argument) => argument !== skip);
}

/** Builds the extension, so that tests never run against an old one. Callers that have just built pass `--no-build`. */
export async function buildFirst(): Promise<void> {
  if (process.argv.includes(skip)) return;
  const status = await runOnTerminal(process.execPath, [join(root, 'scripts', 'build.ts')]);
  if (status !== 0) throw new UserError('The build failed; what it says is above.');
}
