import { at, fail, ok, type Result } from '../result.ts';
import type { Table } from '../tables/columns.ts';
import { formatInstant, formatMinutes, type Instant, lengthOf } from '../units/time.ts';
import { checkFit } from './berth.ts';
import { type Booking, checkBooking, type Request } from './booking.ts';
import type { Harbour } from './harbour.ts';
import { nextWindow, staysAfloat } from './tidal-window.ts';
import type { Vessel } from './vessel.ts';

/** Who lies where and when, earliest first. */
export interface Schedule {
  readonly harbour: Harbour;
  readonly bookings: readonly Booking[];
}

export function emptySchedule(harbour: Harbour): Schedule {
  return { harbour, bookings: [] };
}

/** The schedule with one more booking. */
export function addBooking(schedule: Schedule, booking: Booking): Result<Schedule> {
  const checked = checkBooking(booking, schedule.bookings);
  if (!checked.ok) return checked;
  const bookings = [...schedule.bookings, checked.value].sort((a, b) => a.stay.start - b.stay.start);
  return ok({ ...schedule, bookings });
}

/** The schedule without the bookings of a vessel. */
export function removeBookings(schedule: Schedule, vesselName: string): Result<Schedule> {
  const bookings = schedule.bookings.filter(({ vessel }) => vessel.name !== vesselName);
  if (bookings.length === schedule.bookings.length) {
    return fail('harbour/unknown-vessel', `${vesselName} has no booking.`);
  }
  return ok({ ...schedule, bookings });
}

/** Finds the shortest free berth where the vessel stays afloat, from the first tide that lets it in. */
export function book(schedule: Schedule, vessel: Vessel, request: Request): Result<Booking> {
  const { harbour } = schedule;
  const window = nextWindow(harbour, vessel, request.stay.start);
  if (!window.ok) return window;
  const { start } = window.value;
  const stay = { start, end: start + lengthOf(request.stay) };
  const berths = [...harbour.berths].sort((a, b) => a.length - b.length);
  for (const berth of berths.filter((candidate) => checkFit(candidate, vessel).ok)) {
    if (!staysAfloat(harbour, berth, vessel, stay)) continue;
    const booking = checkBooking({ vessel, berth, stay }, schedule.bookings);
    if (booking.ok) return booking;
  }
  return fail('harbour/no-berth', `No berth is free and deep enough for ${vessel.name} at that time.`);
}

/** Books one request after the other; the first that cannot be met is the failure. */
export function bookAll(
  schedule: Schedule,
  vessels: readonly Vessel[],
  requests: readonly Request[],
): Result<Schedule> {
  let current = schedule;
  for (const request of requests) {
    const vessel = vessels.find(({ name }) => name === request.vesselName);
    if (!vessel) {
      return fail('harbour/unknown-vessel', `Nobody knows a vessel ${request.vesselName}.`);
    }
    const booking = at(vessel.name, book(current, vessel, request));
    if (!booking.ok) return booking;
    const next = addBooking(current, booking.value);
    if (!next.ok) return next;
    current = next.value;
  }
  return ok(current);
}

/** Who lies in the harbour at a moment. */
export function presentAt(schedule: Schedule, instant: Instant): readonly Booking[] {
  return schedule.bookings.filter(({ stay }) => stay.start <= instant && instant < stay.end);
}

/** The schedule as a table, a booking a row. */
export function scheduleTable({ bookings }: Schedule): Table {
  return {
    columns: [
      { title: 'Arrival', alignment: 'left' },
      { title: 'Stay', alignment: 'right' },
      { title: 'Berth', alignment: 'left' },
      { title: 'Vessel', alignment: 'left' },
    ],
    rows: bookings.map(({ vessel, berth, stay }) => [
      formatInstant(stay.start),
      formatMinutes(lengthOf(stay)),
      berth.id,
      vessel.name,
    ]),
  };
}
