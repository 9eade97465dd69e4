import { describeFailure, ok, type Result } from '../result.ts';
import { parseHarbour } from '../harbour/harbour.ts';
import { inventedStations } from '../stations/invented.ts';
import { parseArguments } from './arguments.ts';
import { findCommand } from './commands.ts';

declare const process: {
  readonly argv: readonly string[];
  readonly stdout: { write(text: string): void };
  readonly stderr: { write(text: string): void };
  exitCode: number;
};

/** The harbour that the commands speak of. */
const harbourText = `
station: grey-haven
sill: -1.5 m
channel: 90 m
clearance: 0.5 m
berth: A1, 25 m, 7 m, 3.1 m
berth: A2, 18 m, 5.5 m, 2.4 m
berth: B3, 12 m, 4 m, 0.9 m
berth: B4, 9 m, 3.2 m, -0.6 m
`;

/** Runs one command line and gives the text to print. */
export function run(line: readonly string[]): Result<string> {
  const args = parseArguments(line);
  if (!args.ok) return args;
  const command = findCommand(args.value.command);
  if (!command.ok) return command;
  const catalogue = inventedStations();
  if (!catalogue.ok) return catalogue;
  const harbour = parseHarbour(catalogue.value, harbourText);
  if (!harbour.ok) return harbour;
  const text = command.value(args.value, { catalogue: catalogue.value, harbour: harbour.value });
  if (!text.ok) return text;
  return ok(text.value);
}

const result = run(process.argv.slice(2));
if (result.ok) {
  process.stdout.write(result.value);
} else {
  process.stderr.write(`tide: ${describeFailure(result.failure)}\n`);
  process.exitCode = 1;
}
