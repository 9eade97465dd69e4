import { fail, ok, type Result } from '../result.ts';
import {
  formatInstant,
  formatMinutes,
  type Interval,
  lengthOf,
  MINUTES_PER_DAY,
  type Minutes,
  overlaps,
  parseInstant,
  parseMinutes,
} from '../units/time.ts';
import { type Berth, checkFit } from './berth.ts';
import { parseVesselName, type Vessel } from './vessel.ts';

/** A vessel's stay at a berth. */
export interface Booking {
  readonly vessel: Vessel;
  readonly berth: Berth;
  readonly stay: Interval;
}

/** What somebody asks for, before a berth is found. */
export interface Request {
  readonly vesselName: string;
  readonly stay: Interval;
}

const SHORTEST_STAY: Minutes = 30;
const LONGEST_STAY: Minutes = 14 * MINUTES_PER_DAY;

/** Reads "Marigold, 2031-05-17 06:45, 3h": vessel, arrival, length of the stay. */
export function parseRequest(text: string): Result<Request> {
  const fields = text.split(',').map((field) => field.trim());
  if (fields.length !== 3) {
    return fail('harbour/not-a-request', `"${text}" is not a vessel, a moment and a span.`);
  }
  const [nameText = '', startText = '', lengthText = ''] = fields;
  const name = parseVesselName(nameText);
  if (!name.ok) return name;
  const start = parseInstant(startText);
  if (!start.ok) return start;
  const length = parseMinutes(lengthText);
  if (!length.ok) return length;
  const stay = checkStay({ start: start.value, end: start.value + length.value });
  if (!stay.ok) return stay;
  return ok({ vesselName: name.value, stay: stay.value });
}

/** The stay, if it is neither too short nor too long. */
export function checkStay(stay: Interval): Result<Interval> {
  if (lengthOf(stay) < SHORTEST_STAY) {
    return fail('harbour/too-short', `A stay lasts at least ${formatMinutes(SHORTEST_STAY)}.`);
  }
  if (lengthOf(stay) > LONGEST_STAY) {
    return fail('harbour/too-long', `A stay lasts at most ${formatMinutes(LONGEST_STAY)}.`);
  }
  return ok(stay);
}

/** The booking, if the vessel fits and nobody else lies there. */
export function checkBooking(booking: Booking, others: readonly Booking[]): Result<Booking> {
  const stay = checkStay(booking.stay);
  if (!stay.ok) return stay;
  const berth = checkFit(booking.berth, booking.vessel);
  if (!berth.ok) return berth;
  const other = others.find((candidate) => collides(candidate, booking));
  if (other) {
    return fail('harbour/taken', `${other.vessel.name} lies at ${booking.berth.id} at that time.`);
  }
  return ok(booking);
}

/** One line for people. */
export function describeBooking({ vessel, berth, stay }: Booking): string {
  return `${vessel.name} at ${berth.id} from ${formatInstant(stay.start)} for ${formatMinutes(lengthOf(stay))}`;
}

function collides(a: Booking, b: Booking): boolean {
  return a.berth.id === b.berth.id && overlaps(a.stay, b.stay);
}
