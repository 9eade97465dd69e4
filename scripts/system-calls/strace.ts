import { runQuietly } from '../editor/command.ts';
import { installDebianPackage } from '../editor/debian-package.ts';
import { startingCalls } from './read-trace.ts';

/** The question mark is for calls that some processors lack. */
const traced = `trace=%network,${startingCalls.map((name) => `?${name}`).join()}`;

/**
 * Returns the words before a command that make strace write down the system calls of all its threads and processes.
 * The kernel picks out the traced calls (`--seccomp-bpf`), so that all others are as fast as ever.
 */
export function straceCommand(traceFile: string): readonly [string, ...string[]] {
  const flags = ['--follow-forks', '--seccomp-bpf', '-qq', '--signal=none', '--string-limit=256'];
  return ['strace', ...flags, '-e', traced, '-o', traceFile];
}

/**
 * Resolves to undefined if strace can follow a program here, else to the reason why not. Installs Debian's package if
 * there is no strace and this user may do that.
 */
export async function whyNoStrace(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'strace exists on Linux only';
  const isThere = async (): Promise<boolean> => (await runQuietly('strace', ['--version'])).status === 0;
  if (!(await isThere()) && !((await installDebianPackage('strace', 'the traces')) && (await isThere())))
    return 'strace was not found (on Debian or Ubuntu: sudo apt-get install strace)';
  const [command, ...flags] = straceCommand('/dev/null');
  const { status, output } = await runQuietly(command, [...flags, 'true']);
  return status === 0 ? undefined : `strace cannot trace here: ${output.trim()}`;
}
