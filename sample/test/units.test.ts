import { formatLatitude, normalizeDegrees, parseLatitude, parsePhase } from '../src/units/degrees.ts';
import { formatMetres, parseExtent, parseMetres } from '../src/units/metres.ts';
import { formatNumber, parseNumber, parseWhole } from '../src/units/number.ts';
import { parseKnots, timeUnderWay } from '../src/units/speed.ts';
import { expectEqual, expectFailure, expectNear, test, valueOf } from './check.ts';

test('a number may have a sign and a point', () => {
  expectEqual(valueOf(parseNumber('12')), 12);
  expectEqual(valueOf(parseNumber(' -0.75 ')), -0.75);
});

test('a number is nothing but digits', () => {
  expectFailure(parseNumber(''), 'units/not-a-number');
  expectFailure(parseNumber('1e3'), 'units/not-a-number');
  expectFailure(parseNumber('12 apples'), 'units/not-a-number');
});

test('a whole number stays within its bounds', () => {
  expectEqual(valueOf(parseWhole('7', 1, 9)), 7);
  expectFailure(parseWhole('7.5', 1, 9), 'units/not-whole');
  expectFailure(parseWhole('10', 1, 9), 'units/out-of-range');
});

test('a number never prints as minus nothing', () => {
  expectEqual(formatNumber(-0.02, 1), '0.0');
  expectEqual(formatNumber(-0.2, 1), '-0.2');
});

test('metres may name their unit', () => {
  expectEqual(valueOf(parseMetres('3.4')), 3.4);
  expectEqual(valueOf(parseMetres('3.4m')), 3.4);
  expectEqual(valueOf(parseMetres('3.4 m')), 3.4);
  expectEqual(formatMetres(3.44), '3.4 m');
});

test('metres end where no harbour goes', () => {
  expectFailure(parseMetres('3.4 ft'), 'units/not-a-number');
  expectFailure(parseMetres('101 m'), 'units/out-of-range');
});

test('an extent is more than nothing', () => {
  expectEqual(valueOf(parseExtent('1.8 m')), 1.8);
  expectFailure(parseExtent('0 m'), 'units/not-positive');
  expectFailure(parseExtent('-1 m'), 'units/not-positive');
});

test('a phase is less than a full turn', () => {
  expectEqual(valueOf(parsePhase('359.9')), 359.9);
  expectFailure(parsePhase('360'), 'units/out-of-range');
  expectEqual(normalizeDegrees(-30), 330);
});

test('a latitude reads as it prints', () => {
  expectEqual(formatLatitude(valueOf(parseLatitude('36.1S'))), '36.1S');
  expectFailure(parseLatitude('51.9'), 'units/not-a-latitude');
  expectFailure(parseLatitude('90.5N'), 'units/out-of-range');
});

test('a mile at six knots takes ten minutes', () => {
  expectEqual(valueOf(parseKnots('6 kn')), 6);
  expectFailure(parseKnots('0 kn'), 'units/not-positive');
  expectNear(timeUnderWay(1852, 6), 10, 1e-9);
});
