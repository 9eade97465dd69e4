/** The headless command `tacit`: all of Tacit except for the editor. */
import { bench } from './bench.ts';
import { Arguments } from './arguments.ts';
import { evaluate } from './evaluate.ts';
import { expectedFailure } from '../worker/expected-failure.ts';
import { CommandEnd, commandFailed, exitStatus, wrongUsage } from './exit.ts';
import { inspect } from './inspect.ts';
import { sampleText } from './sample.ts';
import { scoreTexts } from './score.ts';
import { train } from './train.ts';
import { USAGE } from './usage.ts';

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  train,
  sample: sampleText,
  score: scoreTexts,
  evaluate,
  inspect,
  bench: async (args) => {
    const { flag } = readBenchFlags(args);
    await bench({ short: flag('short'), long: flag('long'), json: flag('json') }, (line) => {
      process.stdout.write(`${line}\n`);
    });
    return exitStatus.done;
  },
};

function readBenchFlags(args: readonly string[]): { flag: (name: string) => boolean } {
  const read = new Arguments(args, [], ['short', 'long', 'json']);
  read.noPositionals('bench');
  return { flag: (name) => read.flag(name) };
}

async function main([command = '', ...args]: readonly string[]): Promise<number> {
  if (['', 'help', '--help'].includes(command) || args.includes('--help')) {
    process.stdout.write(USAGE);
    return command === '' ? exitStatus.usage : exitStatus.done;
  }
  const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (!run) throw wrongUsage(`There is no command "${command}".`);
  return run(args);
}

function expectedEnd(thrown: unknown): CommandEnd | undefined {
  const failure = expectedFailure(thrown);
  return failure && commandFailed(failure);
}

// A program that reads our output may stop reading, as in `tacit sample … | head`. That is an end, not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? exitStatus.done : exitStatus.failed);
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const end = error instanceof CommandEnd ? error : expectedEnd(error);
  if (!end) throw error;
  process.stderr.write(`tacit: ${end.message}\n`);
  process.exitCode = end.status;
}
