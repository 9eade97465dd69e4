import {
  dayOf,
  formatClock,
  formatInstant,
  formatMinutes,
  intersection,
  lengthOf,
  MINUTES_PER_DAY,
  overlaps,
  parseClock,
  parseDate,
  parseInstant,
  parseMinutes,
} from '../src/units/time.ts';
import { expectEqual, expectFailure, test, valueOf } from './check.ts';

test('the first day is day nought', () => {
  expectEqual(valueOf(parseDate('2000-01-01')), 0);
  expectEqual(valueOf(parseDate('2000-01-02')), MINUTES_PER_DAY);
});

test('a date must be in the calendar', () => {
  expectEqual(formatInstant(valueOf(parseDate('2032-02-29'))), '2032-02-29 00:00');
  expectFailure(parseDate('2031-02-29'), 'units/no-such-date');
  expectFailure(parseDate('17 May'), 'units/not-a-date');
});

test('a time of day has two digits and two digits', () => {
  expectEqual(valueOf(parseClock('06:45')), 405);
  expectFailure(parseClock('6:45'), 'units/not-a-clock');
  expectFailure(parseClock('24:00'), 'units/out-of-range');
});

test('a moment reads as it prints', () => {
  expectEqual(formatInstant(valueOf(parseInstant('2031-05-17 06:45'))), '2031-05-17 06:45');
  expectEqual(formatClock(valueOf(parseInstant('2031-05-17T18:05'))), '18:05');
  expectFailure(parseInstant('2031-05-17 noon'), 'units/not-a-clock');
});

test('a span may be given in hours, in minutes or in both', () => {
  expectEqual(valueOf(parseMinutes('2h30')), 150);
  expectEqual(valueOf(parseMinutes('45min')), 45);
  expectEqual(valueOf(parseMinutes('3h')), 180);
  expectFailure(parseMinutes('soon'), 'units/not-a-span');
  expectEqual(formatMinutes(150), '2h30');
  expectEqual(formatMinutes(45), '45min');
});

test('a day lasts a day, wherever one looks at it', () => {
  const noon = valueOf(parseInstant('2031-05-17 12:00'));
  expectEqual(lengthOf(dayOf(noon)), MINUTES_PER_DAY);
  expectEqual(formatInstant(dayOf(noon).start), '2031-05-17 00:00');
});

test('intervals that only touch share nothing', () => {
  const [morning, afternoon] = [
    { start: 0, end: 720 },
    { start: 720, end: 1440 },
  ];
  expectEqual(overlaps(morning, afternoon), false);
  expectEqual(intersection(morning, afternoon), undefined);
  expectEqual(intersection(morning, { start: 600, end: 900 }), { start: 600, end: 720 });
});
