import type { Failure } from '../protocol/failure.ts';

/** The exit statuses of the command, on which scripts rely. */
export const exitStatus = { done: 0, failed: 1, usage: 2, badInput: 3, interrupted: 130 } as const;

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

export function commandFailed(failure: Failure): CommandEnd {
  const status = failure.code === 'internal' ? exitStatus.failed : exitStatus.badInput;
  const { path, message } = failure;
  return new CommandEnd(
    status,
    path === undefined || message.includes(path) ? message : `${path}: ${message}`,
  );
}
