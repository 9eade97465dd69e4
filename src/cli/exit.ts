import type { Failure } from '../protocol/failure.ts';
import { expectedFailure } from '../worker/expected-failure.ts';

/** The exit statuses of the command, on which scripts rely. */
export const exitStatus = {
  done: 0,
  failed: 1,
  usage: 2,
  badInput: 3,
  outOfMemory: 4,
  interrupted: 130,
} as const;

/** Thrown to end a command early, with a status and one clear line on standard error. */
export class CommandEnd extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export function wrongUsage(message: string): CommandEnd {
  return new CommandEnd(exitStatus.usage, `${message}\nRun "tacit help" for the commands and their options.`);
}

export function badInput(message: string): CommandEnd {
  return new CommandEnd(exitStatus.badInput, message);
}

export function commandFailed({ code, path, message }: Failure): CommandEnd {
  const status = code === 'out-of-memory' ? exitStatus.outOfMemory : exitStatus.badInput;
  return new CommandEnd(
    status,
    path === undefined || message.includes(path) ? message : `${path}: ${message}`,
  );
}

/** How a command ends for which this was thrown. What nobody expects is a bug, and its line is fit for a report. */
export function endFor(thrown: unknown): CommandEnd {
  if (thrown instanceof CommandEnd) return thrown;
  const failure = expectedFailure(thrown);
  if (failure) return commandFailed(failure);
  const [what = ''] = String(thrown).split('\n');
  const stack = thrown instanceof Error ? thrown.stack : undefined;
  const place = /^ +at .*?([^/\\(]+:\d+:\d+)\)?$/m.exec(stack ?? '')?.[1] ?? 'place unknown';
  return new CommandEnd(
    exitStatus.failed,
    `Something in Tacit is broken: ${what} (${place}). Run the command again; if it fails again, report this line.`,
  );
}
