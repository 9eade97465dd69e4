import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

export interface ProcessOptions {
  /** Where standard output and standard error go. */
  readonly logFile: string;
  /** Added to the environment of this process. */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * A long-running program with all its descendants. VS Code's server starts extension hosts, watchers and terminals.
 * They are in one process group, which is ended as a whole, however this process ends.
 */
export class ProcessGroup {
  /** Resolves once the leader has ended, with its exit status (null after a signal). */
  readonly exited: Promise<number | null>;
  readonly #leader: ChildProcess;
  readonly #logFile: string;
  readonly #endWithUs = (): void => {
    this.#signal('SIGKILL');
  };

  constructor(command: string, commandArguments: readonly string[], options: ProcessOptions) {
    const log = openSync(options.logFile, 'w');
    this.#logFile = options.logFile;
    this.#leader = spawn(command, commandArguments, {
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...process.env, ...options.environment },
    });
    closeSync(log);
    this.exited = new Promise((resolve) => {
      this.#leader.once('error', () => {
        resolve(null);
      });
      this.#leader.once('exit', resolve);
    });
    exitOnSignals();
    process.on('exit', this.#endWithUs);
  }

  get hasEnded(): boolean {
    return (
      this.#leader.pid === undefined || this.#leader.exitCode !== null || this.#leader.signalCode !== null
    );
  }

  /** Returns the last lines that the group wrote, for a message about its failure. */
  async lastOutput(lines = 15): Promise<string> {
    return (await readFile(this.#logFile, 'utf8')).trimEnd().split('\n').slice(-lines).join('\n');
  }

  /** Asks the group to end, forces it after five seconds, and resolves when its leader has ended. */
  async dispose(): Promise<void> {
    this.#signal('SIGTERM');
    const force = setTimeout(() => {
      this.#signal('SIGKILL');
    }, 5000);
    await this.exited;
    clearTimeout(force);
    this.#signal('SIGKILL');
    process.off('exit', this.#endWithUs);
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#leader;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // The group has ended already.
    }
  }
}

const signalStatus = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Calls `process.exit` on the signals that end a program, because that runs the exit handlers above. */
function exitOnSignals(): void {
  for (const [signal, status] of Object.entries(signalStatus)) {
    if (process.listenerCount(signal) === 0) process.once(signal, () => process.exit(status));
  }
}
