import { fail, ok, type Result } from '../result.ts';
import { type Catalogue, findStation } from '../stations/catalogue.ts';
import type { Station } from '../stations/station.ts';
import { type Metres, parseExtent, parseMetres } from '../units/metres.ts';
import { type Berth, parseBerth, parseBerthId } from './berth.ts';

/** A harbour behind a sill: who wants in needs enough water above it. */
export interface Harbour {
  readonly station: Station;
  /** Depth of the sill below chart datum; negative where it dries. */
  readonly sill: Metres;
  /** From the sill to the berths. */
  readonly channel: Metres;
  /** Water to keep under the keel, always. */
  readonly clearance: Metres;
  readonly berths: readonly Berth[];
}

/**
 * Reads a harbour, a field a line:
 *
 *     station: grey-haven
 *     sill: -1.5 m
 *     channel: 90 m
 *     clearance: 0.5 m
 *     berth: B4, 15 m, 4.5 m, 1.2 m
 */
export function parseHarbour(catalogue: Catalogue, text: string): Result<Harbour> {
  const value = (name: string) => valuesOf(text, name)[0] ?? '';
  const station = findStation(catalogue, value('station'));
  if (!station.ok) return station;
  const sill = parseMetres(value('sill'));
  if (!sill.ok) return sill;
  const channel = parseExtent(value('channel'));
  if (!channel.ok) return channel;
  const clearance = parseExtent(value('clearance'));
  if (!clearance.ok) return clearance;
  const berths = parseBerths(valuesOf(text, 'berth'));
  if (!berths.ok) return berths;
  return ok({
    station: station.value,
    sill: sill.value,
    channel: channel.value,
    clearance: clearance.value,
    berths: berths.value,
  });
}

/** Finds a berth by its id. */
export function findBerth(harbour: Harbour, text: string): Result<Berth> {
  const id = parseBerthId(text);
  if (!id.ok) return id;
  const berth = harbour.berths.find((candidate) => candidate.id === id.value);
  if (!berth) {
    return fail('harbour/unknown-berth', `${harbour.station.name} has no berth ${id.value}.`);
  }
  return ok(berth);
}

function parseBerths(texts: readonly string[]): Result<readonly Berth[]> {
  const berths: Berth[] = [];
  for (const text of texts) {
    const parsed = parseBerth(text);
    if (!parsed.ok) return parsed;
    if (berths.some(({ id }) => id === parsed.value.id)) {
      return fail('harbour/twice', `The berth ${parsed.value.id} is given twice.`);
    }
    berths.push(parsed.value);
  }
  if (berths.length === 0) {
    return fail('harbour/no-berth', 'A harbour needs at least one berth.');
  }
  return ok(berths);
}

function valuesOf(text: string, name: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line.startsWith(`${name}:`))
    .map((line) => line.slice(name.length + 1).trim());
}
