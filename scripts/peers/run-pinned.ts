import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { lastProcessor } from './core-types.ts';

const execute = promisify(execFile);

/** The command that runs a program on the last processor that this process may use; empty if there is no taskset. */
export const pinning: readonly string[] = findPinning();

function findPinning(): readonly string[] {
  if (process.platform !== 'linux' || spawnSync('taskset', ['--version']).status !== 0) return [];
  const status = readFileSync('/proc/self/status', 'utf8');
  const list = /^Cpus_allowed_list:\s*(.*)$/m.exec(status)?.[1] ?? '';
  const processor = lastProcessor(list);
  return processor === undefined ? [] : ['taskset', '-c', String(processor)];
}

/** Runs a program on one processor. `result` is the JSON in the last line of its output. */
export async function runPinned(
  program: string,
  programArguments: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly result: unknown } | { readonly failure: string }> {
  try {
    const [command, rest] = pin(program, programArguments);
    const { stdout } = await execute(command, rest, { env: { ...process.env, ...environment } });
    return { result: JSON.parse(stdout.trim().split('\n').at(-1)) };
  } catch (error) {
    return { failure: lastLine(error) };
  }
}

/** The command and its arguments. */
function pin(program: string, programArguments: readonly string[]): [string, readonly string[]] {
  const [command, ...rest] = [...pinning, program, ...programArguments];
  return [command, rest];
}

/** The line that says what went wrong: Node's first line that names an error, or Python's last. */
function lastLine(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  const lines = (said || String(error)).split('\n').map((line) => line.trim());
  return lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1);
}
