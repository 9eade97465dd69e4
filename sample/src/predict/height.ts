import { type Constituent, speedOf } from '../stations/constituent.ts';
import type { Station } from '../stations/station.ts';
import { normalizeDegrees, toRadians } from '../units/degrees.ts';
import type { Metres } from '../units/metres.ts';
import { type Instant, type Interval, MINUTES_PER_HOUR, type Minutes } from '../units/time.ts';

/** The height of the water at a moment: the mean level plus every wave. */
export function heightAt(station: Station, instant: Instant): Metres {
  let height = station.meanLevel;
  for (const constituent of station.constituents) {
    height += constituent.amplitude * Math.cos(toRadians(angleAt(constituent, instant)));
  }
  return height;
}

/** How fast the water rises at a moment, in metres an hour; negative when it falls. */
export function rateAt(station: Station, instant: Instant): number {
  let rate = 0;
  for (const constituent of station.constituents) {
    const radiansPerHour = toRadians(speedOf(constituent.name));
    rate -= constituent.amplitude * radiansPerHour * Math.sin(toRadians(angleAt(constituent, instant)));
  }
  return rate;
}

export interface HeightSample {
  readonly instant: Instant;
  readonly height: Metres;
}

/** The heights over an interval, one every `every` minutes. */
export function heightsOver(station: Station, interval: Interval, every: Minutes): readonly HeightSample[] {
  const samples: HeightSample[] = [];
  for (let instant = interval.start; instant < interval.end; instant += every) {
    samples.push({ instant, height: heightAt(station, instant) });
  }
  return samples;
}

/** The highest that the water could ever stand, were all crests to meet. */
export function highestPossible(station: Station): Metres {
  return station.meanLevel + sumOfAmplitudes(station);
}

/** The lowest that the water could ever stand, were all troughs to meet. */
export function lowestPossible(station: Station): Metres {
  return station.meanLevel - sumOfAmplitudes(station);
}

function sumOfAmplitudes(station: Station): Metres {
  return station.constituents.reduce((sum, { amplitude }) => sum + amplitude, 0);
}

function angleAt({ name, phase }: Constituent, instant: Instant): number {
  return normalizeDegrees((speedOf(name) * instant) / MINUTES_PER_HOUR - phase);
}
