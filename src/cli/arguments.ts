import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { wrongUsage } from './exit.ts';

/** The options of a command line. What is wrong with one ends the command with a clear message. */
export class Arguments {
  readonly positionals: readonly string[];
  readonly #values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

  /** `names`: options that take a value. `flags`: options that do not. `lists`: those that may come again. */
  constructor(
    args: readonly string[],
    names: readonly string[],
    flags: readonly string[] = [],
    lists: readonly string[] = [],
  ) {
    const options: ParseArgsOptionsConfig = {};
    for (const name of names) options[name] = { type: 'string' };
    for (const list of lists) options[list] = { type: 'string', multiple: true };
    for (const flag of flags) options[flag] = { type: 'boolean' };
    try {
      const { values, positionals } = parseArgs({
        args: [...args],
        options,
        allowPositionals: true,
        strict: true,
      });
      this.#values = values;
      this.positionals = positionals;
    } catch (error) {
      throw wrongUsage(error instanceof Error ? error.message : String(error));
    }
  }

  flag(name: string): boolean {
    return this.#values[name] === true;
  }

  /** Those of these options that are given, as they are written. */
  given(names: readonly string[]): readonly string[] {
    return names.filter((name) => this.#values[name] !== undefined).map((name) => `--${name}`);
  }

  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** All values of an option that may come again. */
  texts(name: string): readonly string[] {
    const values = this.#values[name];
    return Array.isArray(values) ? values.map(String) : [];
  }

  requiredText(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw wrongUsage(`--${name} is missing.`);
    return value;
  }

  /** A number from `least` to `most`. */
  number(name: string, least: number, most: number): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const number = Number(value);
    if (value.trim() === '' || !(number >= least && number <= most)) {
      throw wrongUsage(`--${name} takes a number from ${least} to ${most}, not "${value}".`);
    }
    return number;
  }

  wholeNumber(name: string, least: number, most: number): number | undefined {
    const number = this.number(name, least, most);
    if (number !== undefined && !Number.isInteger(number)) {
      throw wrongUsage(`--${name} takes a whole number, not "${number}".`);
    }
    return number;
  }

  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const chosen = choices.find((choice) => choice === value);
    if (chosen === undefined) throw wrongUsage(`--${name} is one of ${choices.join(', ')}, not "${value}".`);
    return chosen;
  }

  /** Ends the command where it got a positional argument, since it takes none. */
  noPositionals(command: string): void {
    if (this.positionals.length > 0) {
      throw wrongUsage(`${command} takes no arguments but options: "${this.positionals.join(' ')}".`);
    }
  }

  /** The one positional argument that a command needs. */
  onlyPositional(what: string): string {
    if (this.positionals.length === 0) throw wrongUsage(`${what} is missing.`);
    const [value = '', ...more] = this.positionals;
    if (more.length > 0) throw wrongUsage(`There are too many arguments: "${more.join(' ')}".`);
    return value;
  }
}
