import type { Platform } from './platform.ts';

/** Messages in English for a person who looks for the cause of something. `vscode.LogOutputChannel` is one. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** By the numbers of `vscode.LogLevel`. */
const levels = { debug: 2, info: 3, warn: 4, error: 5 } as const;

/** An editor with a logger of its own creates the file at once. */
const GRACE_MILLISECONDS = 10_000;
/** Lines that come together are written together. */
const WRITE_MILLISECONDS = 500;
const MOST_WAITING = 1000;

/** The editor's channel for a log. */
interface Channel extends Log {
  /** As `vscode.LogLevel`: 0 shows nothing, otherwise what has this number or a higher one. */
  readonly logLevel: number;
}

/**
 * A log whose lines always arrive. The editor shows a channel from a file that its native logger writes. Some editors
 * that run on a server are installed without that logger, and their channels, of both kinds, stay empty. There is no
 * file then, so this log writes it.
 */
export class WindowLog implements Log {
  readonly #channel: Channel;
  readonly #file: string;
  readonly #platform: Pick<Platform, 'lastWritten' | 'append'>;
  /** Undefined once it is known that the editor writes the file. */
  #waiting: string[] | undefined = [];
  #timer: NodeJS.Timeout | undefined;
  #isOurs = false;

  /** @param file - the file that the editor shows in the channel */
  constructor(channel: Channel, file: string, platform: Pick<Platform, 'lastWritten' | 'append'>) {
    this.#channel = channel;
    this.#file = file;
    this.#platform = platform;
    this.#timer = setTimeout(() => void this.#decide(), GRACE_MILLISECONDS);
  }

  debug(message: string): void {
    this.#add('debug', message);
  }

  info(message: string): void {
    this.#add('info', message);
  }

  warn(message: string): void {
    this.#add('warn', message);
  }

  error(message: string): void {
    this.#add('error', message);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#waiting = undefined;
  }

  #add(level: keyof typeof levels, message: string): void {
    this.#channel[level](message);
    const { logLevel } = this.#channel;
    if (this.#waiting === undefined || logLevel === 0 || levels[level] < logLevel) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    this.#waiting.push(`${time} [${level}] ${message}\n`);
    if (this.#waiting.length > MOST_WAITING) this.#waiting.shift();
    if (this.#isOurs) this.#writeSoon();
  }

  async #decide(): Promise<void> {
    this.#timer = undefined;
    const written = await this.#platform.lastWritten(this.#file);
    if (written !== undefined) this.#waiting = undefined;
    this.#isOurs = written === undefined;
    this.#writeSoon();
  }

  #writeSoon(): void {
    if (this.#waiting === undefined || this.#waiting.length === 0) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const lines = this.#waiting?.splice(0).join('') ?? '';
      // A log that cannot be written must disturb nobody.
      void this.#platform.append(this.#file, lines).catch(() => undefined);
    }, WRITE_MILLISECONDS);
  }
}
