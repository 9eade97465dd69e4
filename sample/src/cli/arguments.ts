import { fail, ok, type Result } from '../result.ts';
import { parseWhole } from '../units/number.ts';
import { type Instant, parseDate } from '../units/time.ts';

/** A command line, taken apart. */
export interface Arguments {
  readonly command: string;
  readonly positionals: readonly string[];
  readonly options: ReadonlyMap<string, string>;
}

/** Reads a command, what it is about, and options such as "--days 7". */
export function parseArguments(args: readonly string[]): Result<Arguments> {
  const [command, ...rest] = args;
  if (command === undefined) {
    return fail('usage/no-command', 'Say what to do; "tide help" lists the commands.');
  }
  const positionals: string[] = [];
  const options = new Map<string, string>();
  for (let index = 0; index < rest.length; index++) {
    const arg = rest[index] ?? '';
    if (!arg.startsWith('--')) {
      positionals.push(arg);
      continue;
    }
    const name = arg.slice(2);
    const value = rest[++index];
    if (value === undefined) {
      return fail('usage/no-value', `--${name} needs a value.`);
    }
    if (options.has(name)) {
      return fail('usage/twice', `--${name} is given twice.`);
    }
    options.set(name, value);
  }
  return ok({ command, positionals, options });
}

/** The positional argument at a place. */
export function positional({ positionals }: Arguments, index: number, what: string): Result<string> {
  const value = positionals[index];
  if (value === undefined) {
    return fail('usage/missing', `The ${what} is missing.`);
  }
  return ok(value);
}

/** The option that a command cannot do without. */
export function requiredOption({ options }: Arguments, name: string): Result<string> {
  const value = options.get(name);
  if (value === undefined) {
    return fail('usage/missing', `--${name} is missing.`);
  }
  return ok(value);
}

/** An option that is a whole number. */
export function wholeOption(args: Arguments, name: string, fallback: number): Result<number> {
  const text = args.options.get(name);
  if (text === undefined) return ok(fallback);
  const parsed = parseWhole(text, 1, 10_000);
  if (!parsed.ok) return parsed;
  return ok(parsed.value);
}

/** An option that is a date. */
export function dateOption(args: Arguments, name: string): Result<Instant> {
  const text = requiredOption(args, name);
  if (!text.ok) return text;
  const parsed = parseDate(text.value);
  if (!parsed.ok) return parsed;
  return ok(parsed.value);
}

/** An option that is one of a few words; the first word is taken when it is not given. */
export function choiceOption<Choice extends string>(
  args: Arguments,
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Result<Choice> {
  const text = args.options.get(name) ?? choices[0];
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) {
    return fail('usage/not-a-choice', `--${name} is one of ${choices.join(', ')}, not "${text}".`);
  }
  return ok(choice);
}
