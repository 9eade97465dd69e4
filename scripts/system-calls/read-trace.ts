export interface SystemCall {
  /** The number of the thread, which for a process's first thread is that of the process. */
  readonly thread: number;
  /** Such as `connect`. */
  readonly name: string;
  /** The whole call as strace writes it, with its arguments and what it returned. */
  readonly text: string;
}

/**
 * The system calls in what strace wrote with `--follow-forks` and `-o`. A call during which another thread made one
 * stands there in two parts, which are put together. One that never returned counts as well.
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

/** Which threads and processes belong together. */
export interface ProcessTree {
  /** The process of a thread. */
  readonly processOf: (thread: number) => number;
  /** Whether a thread belongs to this process, or to one that it started, itself or through others. */
  readonly isWithin: (process: number, thread: number) => boolean;
}

export function processTree(calls: readonly SystemCall[]): ProcessTree {
  const starts = new Map<number, { readonly starter: number; readonly isThread: boolean }>();
  for (const { thread: starter, name, text } of calls) {
    if (name === 'execve' || !startingCalls.includes(name)) continue;
    starts.set(Number(/ = (\d+)$/.exec(text)?.[1]), { starter, isThread: text.includes('CLONE_THREAD') });
  }
  const processOf = (thread: number): number => {
    const start = starts.get(thread);
    return start?.isThread === true ? processOf(start.starter) : thread;
  };
  const isWithin = (process: number, thread: number): boolean => {
    const own = processOf(thread);
    const start = starts.get(own);
    return own === process || (start !== undefined && isWithin(process, start.starter));
  };
  return { processOf, isWithin };
}
