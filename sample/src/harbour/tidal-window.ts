import { fail, ok, type Result } from '../result.ts';
import { heightAt, highestPossible } from '../predict/height.ts';
import { crossings } from '../predict/turning-points.ts';
import { formatMetres, type Metres } from '../units/metres.ts';
import { timeUnderWay } from '../units/speed.ts';
import { type Instant, type Interval, lengthOf, MINUTES_PER_DAY } from '../units/time.ts';
import type { Berth } from './berth.ts';
import type { Harbour } from './harbour.ts';
import type { Vessel } from './vessel.ts';

/** The height of tide that a vessel needs to pass the sill. */
export function heightToPass(harbour: Harbour, vessel: Vessel): Metres {
  return vessel.draught + harbour.clearance - harbour.sill;
}

/** The height of tide that a vessel needs to lie afloat at a berth. */
export function heightToLie(harbour: Harbour, berth: Berth, vessel: Vessel): Metres {
  return vessel.draught + harbour.clearance - berth.depth;
}

/** The parts of an interval in which the tide stands at a height or above it. */
export function windowsAbove(harbour: Harbour, interval: Interval, height: Metres): readonly Interval[] {
  const { station } = harbour;
  const borders = [interval.start, ...crossings(station, interval, height), interval.end];
  const windows: Interval[] = [];
  for (let index = 0; index + 1 < borders.length; index++) {
    const window = { start: borders[index] ?? 0, end: borders[index + 1] ?? 0 };
    const middle = (window.start + window.end) / 2;
    if (heightAt(station, middle) >= height) windows.push(window);
  }
  return windows;
}

/** The parts of an interval in which a vessel can pass the sill. */
export function tidalWindows(
  harbour: Harbour,
  vessel: Vessel,
  interval: Interval,
): Result<readonly Interval[]> {
  const needed = heightToPass(harbour, vessel);
  if (needed > highestPossible(harbour.station)) {
    return fail(
      'harbour/too-deep',
      `${vessel.name} needs ${formatMetres(needed)}, which the tide of ${harbour.station.name} never reaches.`,
    );
  }
  return ok(windowsAbove(harbour, interval, needed));
}

/** The next stretch in which a vessel can pass the sill and come up the channel. */
export function nextWindow(harbour: Harbour, vessel: Vessel, from: Instant): Result<Interval> {
  const fortnight = { start: from, end: from + 15 * MINUTES_PER_DAY };
  const windows = tidalWindows(harbour, vessel, fortnight);
  if (!windows.ok) return windows;
  const underWay = timeUnderWay(harbour.channel, vessel.speed);
  const window = windows.value.find((candidate) => lengthOf(candidate) >= underWay);
  if (!window) {
    return fail('harbour/no-window', `${vessel.name} finds no water at the sill within a fortnight.`);
  }
  return ok(window);
}

/** Whether a vessel stays afloat at a berth all through an interval. */
export function staysAfloat(harbour: Harbour, berth: Berth, vessel: Vessel, interval: Interval): boolean {
  const needed = heightToLie(harbour, berth, vessel);
  const afloat = windowsAbove(harbour, interval, needed);
  return afloat.length === 1 && afloat[0] !== undefined && lengthOf(afloat[0]) >= lengthOf(interval);
}
