import { spawn } from 'node:child_process';

export interface CommandResult {
  /** The exit status; null when the program could not be started or a signal ended it. */
  readonly status: number | null;
  /** Standard output and standard error, in the order in which they arrived. */
  readonly output: string;
}

/**
 * Runs a program to its end, and collects its output.
 *
 * @param environment - added to the environment of this process
 */
export function runQuietly(
  command: string,
  commandArguments: readonly string[],
  cwd?: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, commandArguments, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => {
      resolve({ status: null, output: error.message });
    });
    child.once('close', (status) => {
      resolve({ status, output });
    });
  });
}

/**
 * Runs a program to its end on this terminal, and resolves to its exit status.
 *
 * @param environment - added to the environment of this process
 */
export function runOnTerminal(
  command: string,
  commandArguments: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(command, commandArguments, {
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    });
    child.once('error', () => {
      resolve(null);
    });
    child.once('close', resolve);
  });
}
