import { heightAt, heightsOver, highestPossible, lowestPossible, rateAt } from '../src/predict/height.ts';
import { dailyRange, isSpringTide, springsAndNeaps } from '../src/predict/springs.ts';
import { crossings, nextTurningPoint, turningPoints } from '../src/predict/turning-points.ts';
import { inventedStations } from '../src/stations/invented.ts';
import { parseStation } from '../src/stations/station.ts';
import { dayOf, parseDate } from '../src/units/time.ts';
import { expectEqual, expectFailure, expectNear, test, valueOf } from './check.ts';

const day = valueOf(parseDate('2031-05-17'));
const { stations } = valueOf(inventedStations());
const oneWave = valueOf(
  parseStation('id: one-wave\nname: One Wave\nlatitude: 50.0N\nmean: 3 m\nwave: S2 2 0\n'),
);

test('one wave of twelve hours is high at midnight and at noon', () => {
  const points = turningPoints(oneWave, { start: day - 60, end: day + 780 });
  expectEqual(
    points.map(({ kind }) => kind),
    ['high', 'low', 'high'],
  );
  expectNear(heightAt(oneWave, day), 5, 1e-6);
  expectNear(heightAt(oneWave, day + 360), 1, 1e-6);
});

test('the height stays within what is possible', () => {
  for (const station of stations) {
    for (const { height } of heightsOver(station, dayOf(day), 30)) {
      expectEqual(height <= highestPossible(station), true);
      expectEqual(height >= lowestPossible(station), true);
    }
  }
});

test('the water stands still where it turns', () => {
  for (const station of stations) {
    for (const { instant } of turningPoints(station, dayOf(day))) {
      expectNear(rateAt(station, instant), 0, 1e-3);
    }
  }
});

test('the rate is the slope of the height', () => {
  for (const station of stations) {
    const slope = (heightAt(station, day + 1) - heightAt(station, day - 1)) * 30;
    expectNear(rateAt(station, day), slope, 1e-3);
  }
});

test('highs and lows take turns', () => {
  for (const station of stations) {
    const kinds = turningPoints(station, { start: day, end: day + 20_000 }).map(({ kind }) => kind);
    expectEqual(
      kinds.some((kind, index) => kind === kinds[index + 1]),
      false,
    );
  }
});

test('the next high water comes soon', () => {
  const point = valueOf(nextTurningPoint(oneWave, day + 1, 'high'));
  expectNear(point.instant, day + 720, 0.1);
  const flat = { ...oneWave, constituents: [] };
  expectFailure(nextTurningPoint(flat, day, 'high'), 'predict/no-turning-point');
});

test('the water passes its mean level four times a day', () => {
  expectEqual(crossings(oneWave, dayOf(day), 3).length, 4);
});

test('springs move more water than neaps', () => {
  for (const station of stations) {
    const extremes = springsAndNeaps(station, day);
    expectEqual(extremes.springs.range > extremes.neaps.range, true);
    expectEqual(isSpringTide(dailyRange(station, extremes.springs.day), extremes), true);
    expectEqual(isSpringTide(dailyRange(station, extremes.neaps.day), extremes), false);
  }
});
