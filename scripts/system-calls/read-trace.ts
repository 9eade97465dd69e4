export interface SystemCall {
  /** The number of the thread, which for a process's first thread is that of the process. */
  readonly thread: number;
  /** Such as `connect`. */
  readonly name: string;
  /** The whole call as strace writes it, with its arguments and what it returned. */
  readonly text: string;
}

/**
 * The system calls in what strace wrote with `--follow-forks` and `-o`. A call that was interrupted by another thread's
 * stands in two parts, which are put together. One that never returned counts as well.
 */
export function readTrace(trace: string): SystemCall[] {
  const unfinished = new Map<string, string>();
  const calls: SystemCall[] = [];
  const add = (thread: string, text: string): void => {
    const name = /^\w+(?=\()/.exec(text)?.[0];
    if (name !== undefined) calls.push({ thread: Number(thread), name, text });
  };
  for (const line of trace.split('\n')) {
    const [, thread = '', written = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    const rest = /^<\.\.\. \w+ resumed>(.*)$/.exec(written)?.[1];
    const text = rest === undefined ? written : `${unfinished.get(thread) ?? ''}${rest}`;
    unfinished.delete(thread);
    if (text.endsWith('<unfinished ...>')) unfinished.set(thread, text.slice(0, -'<unfinished ...>'.length));
    else add(thread, text);
  }
  for (const [thread, text] of unfinished) add(thread, text);
  return calls;
}

/** The calls that start threads, processes and programs. All others that are traced have to do with sockets. */
export const startingCalls: readonly string[] = ['clone', 'clone3', 'fork', 'vfork', 'execve'];

/** The calls that open, use or close sockets, of whatever family. */
export function socketCalls(calls: readonly SystemCall[]): SystemCall[] {
  return calls.filter(({ name }) => !startingCalls.includes(name));
}
