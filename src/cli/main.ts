/** The headless command `tacit`: all of Tacit except for the editor. */
import { bench } from './bench.ts';
import { Arguments } from './arguments.ts';
import { evaluate } from './evaluate.ts';
import { explainText } from './explain.ts';
import { endFor, exitStatus, wrongUsage } from './exit.ts';
import { inspect } from './inspect.ts';
import { log } from './print.ts';
import { sampleText } from './sample.ts';
import { scoreTexts } from './score.ts';
import { train } from './train.ts';
import { USAGE } from './usage.ts';

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  train,
  sample: sampleText,
  score: scoreTexts,
  evaluate,
  explain: explainText,
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

/** Says in one line how the command ends, and returns its status. */
function report(thrown: unknown): number {
  const { message, status } = endFor(thrown);
  log(`tacit: ${message}`);
  return status;
}

// A program that reads our output may stop reading, as in `tacit sample … | head`. That is an end, not an error.
// A training listens, too, since it has something to store before it ends.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (process.stdout.listenerCount('error') > 1) return;
  process.exit(process.exitCode ?? (error.code === 'EPIPE' ? exitStatus.done : exitStatus.failed));
});
// Where nobody reads what is meant for people, as in a terminal that was closed, there is nobody to tell.
process.stderr.on('error', () => undefined);

// What is thrown where no command waits for it, as in a listener, ends the command as well.
process.on('uncaughtException', (error) => {
  process.exit(report(error));
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = report(error);
}
