import { parseArguments, choiceOption, wholeOption } from '../src/cli/arguments.ts';
import { findCommand } from '../src/cli/commands.ts';
import { inventedStations } from '../src/stations/invented.ts';
import { findStation } from '../src/stations/catalogue.ts';
import { formatCsv, formatTable, type Table } from '../src/tables/columns.ts';
import { hourlyTable, rangeTable, tideTable } from '../src/tables/tide-table.ts';
import { parseDate } from '../src/units/time.ts';
import { expectEqual, expectFailure, test, valueOf } from './check.ts';

const day = valueOf(parseDate('2031-05-17'));
const station = valueOf(findStation(valueOf(inventedStations()), 'grey-haven'));
const table: Table = {
  columns: [
    { title: 'Berth', alignment: 'left' },
    { title: 'Depth', alignment: 'right' },
  ],
  rows: [
    ['A1', '3.1 m'],
    ['B4, inner', '-0.6 m'],
  ],
};

test('columns are as wide as their widest text', () => {
  expectEqual(formatTable(table).split('\n'), [
    'Berth       Depth',
    '---------  ------',
    'A1          3.1 m',
    'B4, inner  -0.6 m',
    '',
  ]);
});

test('a comma is quoted', () => {
  expectEqual(formatCsv(table), 'Berth,Depth\nA1,3.1 m\n"B4, inner",-0.6 m\n');
});

test('a day of two tides has four turns', () => {
  expectEqual(valueOf(tideTable(station, day, 1)).rows.length, 4);
  expectEqual(valueOf(hourlyTable(station, day)).rows.length, 24);
});

test('a table has at least one day and at most a year', () => {
  expectFailure(tideTable(station, day, 0), 'table/no-days');
  expectFailure(rangeTable(station, day, 400), 'table/too-long');
});

test('a command line comes apart', () => {
  const args = valueOf(parseArguments(['table', 'grey-haven', '--days', '7']));
  expectEqual(args.command, 'table');
  expectEqual(args.positionals, ['grey-haven']);
  expectEqual(valueOf(wholeOption(args, 'days', 1)), 7);
  expectEqual(valueOf(choiceOption(args, 'format', ['text', 'csv'])), 'text');
});

test('a command line says what is wrong with it', () => {
  expectFailure(parseArguments([]), 'usage/no-command');
  expectFailure(parseArguments(['table', '--days']), 'usage/no-value');
  expectFailure(parseArguments(['table', '--days', '1', '--days', '2']), 'usage/twice');
  expectFailure(findCommand('tabel'), 'usage/unknown-command');
});
