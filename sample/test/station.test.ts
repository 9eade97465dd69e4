import { findStation, nearestStations, parseCatalogue } from '../src/stations/catalogue.ts';
import { formatConstituent, parseConstituent } from '../src/stations/constituent.ts';
import { inventedStations } from '../src/stations/invented.ts';
import { formatStation, parseStation, parseStationId } from '../src/stations/station.ts';
import { expectEqual, expectFailure, test, valueOf } from './check.ts';

const text =
  'id: north-mole\nname: North Mole\nlatitude: 53.0N\nmean: 3 m\nwave: M2 2 90\nwave: S2 0.5 120\n';

test('a station reads as it prints', () => {
  expectEqual(formatStation(valueOf(parseStation(text))), text);
});

test('a station needs a name, a level and waves', () => {
  expectFailure(parseStation(text.replace('North Mole', '')), 'station/no-name');
  expectFailure(parseStation(text.replace('3 m', 'low')), 'units/not-a-number');
  expectFailure(parseStation(text.replaceAll(/wave: .*\n/g, '')), 'station/no-waves');
});

test('a station has each wave once', () => {
  expectFailure(parseStation(text.replace('S2', 'M2')), 'station/twice');
});

test('an id is lower case with hyphens', () => {
  expectEqual(valueOf(parseStationId('north-mole')), 'north-mole');
  expectFailure(parseStationId('North Mole'), 'station/not-an-id');
  expectFailure(parseStationId('-mole'), 'station/not-an-id');
});

test('a wave is a name, an amplitude and a phase', () => {
  expectEqual(formatConstituent(valueOf(parseConstituent('M2 1.92 143'))), 'M2 1.92 143');
  expectFailure(parseConstituent('M2 1.92'), 'station/not-a-constituent');
  expectFailure(parseConstituent('M9 1.92 143'), 'station/unknown-constituent');
  expectFailure(parseConstituent('M2 1.92 400'), 'units/out-of-range');
});

test('a catalogue has each station once', () => {
  expectEqual(valueOf(parseCatalogue(text)).stations.length, 1);
  expectFailure(parseCatalogue(`${text}\n${text}`), 'station/twice');
});

test('the invented stations can be found', () => {
  const catalogue = valueOf(inventedStations());
  expectEqual(valueOf(findStation(catalogue, 'port-amber')).name, 'Port Amber');
  expectFailure(findStation(catalogue, 'atlantis'), 'station/unknown');
});

test('the nearest station is the nearest by latitude', () => {
  const catalogue = valueOf(inventedStations());
  const names = nearestStations(catalogue, 50, 2).map(({ name }) => name);
  expectEqual(names, ["Salter's Quay", 'Grey Haven']);
});
