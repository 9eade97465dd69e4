import type { Station } from '../stations/station.ts';
import type { Metres } from '../units/metres.ts';
import { dayOf, type Instant, MINUTES_PER_DAY } from '../units/time.ts';
import { heightAt } from './height.ts';
import { turningPoints } from './turning-points.ts';

/** How far the water moves in one day. */
export interface DailyRange {
  readonly day: Instant;
  readonly highest: Metres;
  readonly lowest: Metres;
  readonly range: Metres;
}

/** The days of the greatest and of the smallest range. */
export interface SpringsAndNeaps {
  readonly springs: DailyRange;
  readonly neaps: DailyRange;
}

/** Half a turn of the moon, in whole days: springs and neaps both fall into it. */
const DAYS = 15;

/** The highest and the lowest water of a day, whether the tide turns there or the day ends. */
export function dailyRange(station: Station, instant: Instant): DailyRange {
  const day = dayOf(instant);
  const turns = turningPoints(station, day).map(({ height }) => height);
  const heights = [heightAt(station, day.start), ...turns, heightAt(station, day.end)];
  const highest = Math.max(...heights);
  const lowest = Math.min(...heights);
  return { day: day.start, highest, lowest, range: highest - lowest };
}

/** Springs and neaps of the fortnight that begins with a day. */
export function springsAndNeaps(station: Station, from: Instant): SpringsAndNeaps {
  let springs = dailyRange(station, from);
  let neaps = springs;
  for (let day = 1; day < DAYS; day++) {
    const range = dailyRange(station, from + day * MINUTES_PER_DAY);
    if (range.range > springs.range) springs = range;
    if (range.range < neaps.range) neaps = range;
  }
  return { springs, neaps };
}

/** Whether a day's tide is nearer to springs than to neaps. */
export function isSpringTide(range: DailyRange, { springs, neaps }: SpringsAndNeaps): boolean {
  return range.range > (springs.range + neaps.range) / 2;
}
