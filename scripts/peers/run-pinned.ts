import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { lastProcessor } from './core-types.ts';

const execute = promisify(execFile);

/** Puts a program onto one processor, the last that this process may use; empty where there is no taskset. */
export const pinning: readonly string[] = findPinning();

function findPinning(): readonly string[] {
  if (process.platform !== 'linux' || spawnSync('taskset', ['--version']).status !== 0) return [];
  const status = readFileSync('/proc/self/status', 'utf8');
  const list = /^Cpus_allowed_list:\s*(.*)$/m.exec(status)?.[1] ?? '';
  const processor = lastProcessor(list);
  return processor === undefined ? [] : ['taskset', '-c', String(processor)];
}

/** Runs a program on one processor; `result` is the last line of its output, as JSON. */
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

/** Python says what went wrong in the last line, Node in the first that names an error. */
function lastLine(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  const lines = (said || String(error)).split('\n').map((line) => line.trim());
  return lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1);
}
