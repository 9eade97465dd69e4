import { checkFit, parseBerth, parseBerthId, smallestFit } from '../src/harbour/berth.ts';
import { checkBooking, describeBooking, parseRequest } from '../src/harbour/booking.ts';
import { findBerth, parseHarbour } from '../src/harbour/harbour.ts';
import {
  addBooking,
  book,
  bookAll,
  emptySchedule,
  presentAt,
  removeBookings,
} from '../src/harbour/schedule.ts';
import { heightToPass, nextWindow, staysAfloat, tidalWindows } from '../src/harbour/tidal-window.ts';
import { describeVessel, parseVessel } from '../src/harbour/vessel.ts';
import { heightAt } from '../src/predict/height.ts';
import { inventedStations } from '../src/stations/invented.ts';
import { dayOf, parseDate } from '../src/units/time.ts';
import { expectEqual, expectFailure, expectNear, test, valueOf } from './check.ts';

const day = valueOf(parseDate('2031-05-17'));
const marigold = valueOf(parseVessel('Marigold, 9 m, 3 m, 1.2 m, 5 kn'));
const bittern = valueOf(parseVessel('Bittern, 14 m, 4.1 m, 2.1 m, 6 kn'));
const harbourText =
  'station: grey-haven\nsill: -1.5 m\nchannel: 90 m\nclearance: 0.5 m\n' +
  'berth: A1, 25 m, 7 m, 3.1 m\nberth: B4, 9 m, 3.2 m, -0.6 m\n';
const harbour = valueOf(parseHarbour(valueOf(inventedStations()), harbourText));

test('a vessel is a name, three lengths and a speed', () => {
  expectEqual(describeVessel(marigold), 'Marigold (9.0 m long, draws 1.2 m)');
  expectFailure(parseVessel('Marigold, 9 m'), 'harbour/not-a-vessel');
  expectFailure(parseVessel(', 9 m, 3 m, 1.2 m, 5 kn'), 'harbour/no-name');
  expectFailure(parseVessel('Raft, 3 m, 9 m, 0.2 m, 1 kn'), 'harbour/not-a-vessel');
});

test('a berth is an id and three lengths', () => {
  expectEqual(valueOf(parseBerthId('b4')), 'B4');
  expectFailure(parseBerthId('44'), 'harbour/not-a-berth');
  expectEqual(valueOf(parseBerth('B4, 9 m, 3.2 m, -0.6 m')).depth, -0.6);
});

test('a vessel fits or is told why not', () => {
  const berth = valueOf(findBerth(harbour, 'B4'));
  expectEqual(valueOf(checkFit(berth, marigold)).id, 'B4');
  expectFailure(checkFit(berth, bittern), 'harbour/too-long');
  expectFailure(checkFit(berth, { ...marigold, beam: 3.5 }), 'harbour/too-wide');
  expectEqual(valueOf(smallestFit(harbour.berths, bittern)).id, 'A1');
});

test('a harbour needs berths, each once', () => {
  const catalogue = valueOf(inventedStations());
  expectFailure(parseHarbour(catalogue, harbourText.replaceAll(/berth: .*\n/g, '')), 'harbour/no-berth');
  expectFailure(parseHarbour(catalogue, harbourText.replace('B4', 'A1')), 'harbour/twice');
  expectFailure(findBerth(harbour, 'C9'), 'harbour/unknown-berth');
});

test('the sill asks for draught and clearance', () => {
  expectNear(heightToPass(harbour, marigold), 3.2, 1e-9);
});

test('there is water at the sill all through a window', () => {
  const needed = heightToPass(harbour, bittern);
  for (const { start, end } of valueOf(tidalWindows(harbour, bittern, dayOf(day)))) {
    expectEqual(heightAt(harbour.station, start) >= needed - 1e-3, true);
    expectEqual(heightAt(harbour.station, (start + end) / 2) >= needed, true);
    expectEqual(heightAt(harbour.station, end) >= needed - 1e-3, true);
  }
});

test('a vessel that is too deep never comes in', () => {
  expectFailure(nextWindow(harbour, { ...bittern, draught: 9 }, day), 'harbour/too-deep');
});

test('a vessel dries out at a shallow berth', () => {
  const berth = valueOf(findBerth(harbour, 'B4'));
  expectEqual(staysAfloat(harbour, berth, marigold, dayOf(day)), false);
});

test('a request is a vessel, a moment and a span', () => {
  const request = valueOf(parseRequest('Marigold, 2031-05-17 06:45, 3h'));
  expectEqual(request.vesselName, 'Marigold');
  expectFailure(parseRequest('Marigold, 2031-05-17 06:45, 10min'), 'harbour/too-short');
  expectFailure(parseRequest('Marigold, 2031-05-17 06:45, 900h'), 'harbour/too-long');
});

test('two vessels never lie at one berth at one time', () => {
  const berth = valueOf(findBerth(harbour, 'A1'));
  const stay = { start: day, end: day + 180 };
  const schedule = valueOf(addBooking(emptySchedule(harbour), { vessel: marigold, berth, stay }));
  expectFailure(checkBooking({ vessel: bittern, berth, stay }, schedule.bookings), 'harbour/taken');
  const later = { start: day + 180, end: day + 360 };
  expectEqual(valueOf(checkBooking({ vessel: bittern, berth, stay: later }, schedule.bookings)).stay, later);
});

test('a booking waits for the water', () => {
  const request = valueOf(parseRequest('Bittern, 2031-05-17 10:00, 3h'));
  const booking = valueOf(book(emptySchedule(harbour), bittern, request));
  expectEqual(describeBooking(booking), 'Bittern at A1 from 2031-05-17 14:16 for 3h00');
});

test('a schedule knows who is there', () => {
  const request = valueOf(parseRequest('Marigold, 2031-05-17 06:00, 2h'));
  const schedule = valueOf(bookAll(emptySchedule(harbour), [marigold], [request]));
  const [first] = schedule.bookings;
  expectEqual(presentAt(schedule, first?.stay.start ?? 0).length, 1);
  expectEqual(presentAt(schedule, first?.stay.end ?? 0).length, 0);
  expectFailure(bookAll(schedule, [], [request]), 'harbour/unknown-vessel');
  expectEqual(valueOf(removeBookings(schedule, 'Marigold')).bookings.length, 0);
  expectFailure(removeBookings(schedule, 'Bittern'), 'harbour/unknown-vessel');
});
