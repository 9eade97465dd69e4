import { fail, ok, type Result } from '../result.ts';
import { findBerth, type Harbour } from '../harbour/harbour.ts';
import { heightToLie, nextWindow } from '../harbour/tidal-window.ts';
import { parseVessel } from '../harbour/vessel.ts';
import { springsAndNeaps } from '../predict/springs.ts';
import { nextTurningPoint } from '../predict/turning-points.ts';
import { type Catalogue, findStation } from '../stations/catalogue.ts';
import type { Station } from '../stations/station.ts';
import { formatCsv, formatTable, type Table } from '../tables/columns.ts';
import { hourlyTable, rangeTable, tideTable } from '../tables/tide-table.ts';
import { formatLatitude } from '../units/degrees.ts';
import { formatMetres } from '../units/metres.ts';
import { formatClock, formatDate, formatInstant } from '../units/time.ts';
import {
  type Arguments,
  choiceOption,
  dateOption,
  positional,
  requiredOption,
  wholeOption,
} from './arguments.ts';

/** What a command reads beside its arguments. */
export interface Context {
  readonly catalogue: Catalogue;
  readonly harbour: Harbour;
}

/** A command gives the text to print. */
export type Command = (args: Arguments, context: Context) => Result<string>;

/** tide stations */
export const stationsCommand: Command = (args, { catalogue }) => {
  const table: Table = {
    columns: [
      { title: 'Station', alignment: 'left' },
      { title: 'Name', alignment: 'left' },
      { title: 'Latitude', alignment: 'right' },
    ],
    rows: catalogue.stations.map(({ id, name, latitude }) => [id, name, formatLatitude(latitude)]),
  };
  return printTable(args, table);
};

/** tide table STATION --from DATE [--days N] [--format text|csv] */
export const tableCommand: Command = (args, { catalogue }) => {
  const station = stationArgument(args, catalogue);
  if (!station.ok) return station;
  const from = dateOption(args, 'from');
  if (!from.ok) return from;
  const days = wholeOption(args, 'days', 1);
  if (!days.ok) return days;
  const table = tideTable(station.value, from.value, days.value);
  if (!table.ok) return table;
  return printTable(args, table.value);
};

/** tide hours STATION --from DATE [--format text|csv] */
export const hoursCommand: Command = (args, { catalogue }) => {
  const station = stationArgument(args, catalogue);
  if (!station.ok) return station;
  const from = dateOption(args, 'from');
  if (!from.ok) return from;
  const table = hourlyTable(station.value, from.value);
  if (!table.ok) return table;
  return printTable(args, table.value);
};

/** tide ranges STATION --from DATE [--days N] [--format text|csv] */
export const rangesCommand: Command = (args, { catalogue }) => {
  const station = stationArgument(args, catalogue);
  if (!station.ok) return station;
  const from = dateOption(args, 'from');
  if (!from.ok) return from;
  const days = wholeOption(args, 'days', 15);
  if (!days.ok) return days;
  const table = rangeTable(station.value, from.value, days.value);
  if (!table.ok) return table;
  return printTable(args, table.value);
};

/** tide next STATION --from DATE [--water high|low] */
export const nextCommand: Command = (args, { catalogue }) => {
  const station = stationArgument(args, catalogue);
  if (!station.ok) return station;
  const from = dateOption(args, 'from');
  if (!from.ok) return from;
  const kind = choiceOption(args, 'water', ['high', 'low']);
  if (!kind.ok) return kind;
  const point = nextTurningPoint(station.value, from.value, kind.value);
  if (!point.ok) return point;
  const { instant, height } = point.value;
  return ok(`${kind.value} water at ${formatInstant(instant)}, ${formatMetres(height)}\n`);
};

/** tide springs STATION --from DATE */
export const springsCommand: Command = (args, { catalogue }) => {
  const station = stationArgument(args, catalogue);
  if (!station.ok) return station;
  const from = dateOption(args, 'from');
  if (!from.ok) return from;
  const { springs, neaps } = springsAndNeaps(station.value, from.value);
  return ok(
    `springs on ${formatDate(springs.day)}, range ${formatMetres(springs.range)}\n` +
      `neaps on ${formatDate(neaps.day)}, range ${formatMetres(neaps.range)}\n`,
  );
};

/** tide window --vessel VESSEL --from DATE */
export const windowCommand: Command = (args, { harbour }) => {
  const text = requiredOption(args, 'vessel');
  if (!text.ok) return text;
  const vessel = parseVessel(text.value);
  if (!vessel.ok) return vessel;
  const from = dateOption(args, 'from');
  if (!from.ok) return from;
  const window = nextWindow(harbour, vessel.value, from.value);
  if (!window.ok) return window;
  const { start, end } = window.value;
  return ok(`${vessel.value.name} can pass from ${formatInstant(start)} to ${formatClock(end)}\n`);
};

/** tide berth BERTH --vessel VESSEL */
export const berthCommand: Command = (args, { harbour }) => {
  const id = positional(args, 0, 'berth');
  if (!id.ok) return id;
  const berth = findBerth(harbour, id.value);
  if (!berth.ok) return berth;
  const text = requiredOption(args, 'vessel');
  if (!text.ok) return text;
  const vessel = parseVessel(text.value);
  if (!vessel.ok) return vessel;
  const needed = heightToLie(harbour, berth.value, vessel.value);
  return ok(`${vessel.value.name} floats at ${berth.value.id} from ${formatMetres(needed)} of tide\n`);
};

const commands: Readonly<Record<string, Command>> = {
  stations: stationsCommand,
  table: tableCommand,
  hours: hoursCommand,
  ranges: rangesCommand,
  next: nextCommand,
  springs: springsCommand,
  window: windowCommand,
  berth: berthCommand,
  help: () => ok(`${Object.keys(commands).join('\n')}\n`),
};

/** Finds a command by its name. */
export function findCommand(name: string): Result<Command> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    return fail('usage/unknown-command', `There is no command ${name}; "tide help" lists them.`);
  }
  return ok(command);
}

function stationArgument(args: Arguments, catalogue: Catalogue): Result<Station> {
  const id = positional(args, 0, 'station');
  if (!id.ok) return id;
  const station = findStation(catalogue, id.value);
  if (!station.ok) return station;
  return ok(station.value);
}

function printTable(args: Arguments, table: Table): Result<string> {
  const format = choiceOption(args, 'format', ['text', 'csv']);
  if (!format.ok) return format;
  return ok(format.value === 'csv' ? formatCsv(table) : formatTable(table));
}
