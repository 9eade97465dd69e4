import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the built command. `npm run build` must have run. `before`: a script that Node runs before the command. */
export function startTacit(
  args: readonly string[],
  before = '',
): {
  process: ChildProcessWithoutNullStreams;
  ended: Promise<Ended>;
} {
  const child = spawn(process.execPath, [
    '--import',
    `data:text/javascript,${encodeURIComponent(before)}`,
    command,
    ...args,
  ]);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (status) => {
      resolve({ status, stdout, stderr });
    });
  });
  return { process: child, ended };
}

export function tacit(...args: string[]): Promise<Ended> {
  const { process: child, ended } = startTacit(args);
  child.stdin.end();
  return ended;
}

/** The objects of a `--json` output, of which each line has one. */
export function objects(stdout: string): Record<string, unknown>[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
