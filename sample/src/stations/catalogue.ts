import { collect, fail, ok, type Result } from '../result.ts';
import { parseStation, parseStationId, type Station } from './station.ts';

/** Stations by their ids. */
export interface Catalogue {
  readonly stations: readonly Station[];
}

/** Reads a text of stations, one blank line between two. */
export function parseCatalogue(text: string): Result<Catalogue> {
  const blocks = text.split(/\n\s*\n/).filter((block) => block.trim() !== '');
  const stations = collect(blocks.map(parseStation));
  if (!stations.ok) return stations;
  const ids = stations.value.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    return fail('station/twice', `The station ${twice} is given twice.`);
  }
  return ok({ stations: stations.value });
}

/** Finds a station by its id. */
export function findStation(catalogue: Catalogue, text: string): Result<Station> {
  const id = parseStationId(text);
  if (!id.ok) return id;
  const station = catalogue.stations.find((candidate) => candidate.id === id.value);
  if (!station) {
    return fail('station/unknown', `There is no station ${id.value}; "tide stations" lists them.`);
  }
  return ok(station);
}

/** The stations that lie nearest to a latitude, nearest first. */
export function nearestStations(catalogue: Catalogue, latitude: number, count: number): readonly Station[] {
  const away = (station: Station) => Math.abs(station.latitude - latitude);
  return [...catalogue.stations].sort((a, b) => away(a) - away(b)).slice(0, count);
}
