import { fail, ok, type Result } from '../result.ts';
import { formatLatitude, parseLatitude } from '../units/degrees.ts';
import { type Metres, parseMetres } from '../units/metres.ts';
import { type Constituent, formatConstituent, parseConstituent } from './constituent.ts';

/** A place whose tide is known. */
export interface Station {
  /** Lower case, digits and hyphens: "grey-haven". */
  readonly id: string;
  readonly name: string;
  /** South is negative. */
  readonly latitude: number;
  /** Mean water level above chart datum. */
  readonly meanLevel: Metres;
  readonly constituents: readonly Constituent[];
}

/** Reads the id of a station. */
export function parseStationId(text: string): Result<string> {
  const trimmed = text.trim();
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(trimmed)) {
    return fail('station/not-an-id', `"${text}" is not an id such as grey-haven.`);
  }
  return ok(trimmed);
}

/**
 * Reads one station, a field a line:
 *
 *     id: grey-haven
 *     name: Grey Haven
 *     latitude: 54.2N
 *     mean: 4.1 m
 *     wave: M2 2.31 118
 */
export function parseStation(text: string): Result<Station> {
  const fields = readFields(text);
  if (!fields.ok) return fields;
  const id = parseStationId(fields.value.first('id'));
  if (!id.ok) return id;
  const name = parseStationName(fields.value.first('name'));
  if (!name.ok) return name;
  const latitude = parseLatitude(fields.value.first('latitude'));
  if (!latitude.ok) return latitude;
  const meanLevel = parseMetres(fields.value.first('mean'));
  if (!meanLevel.ok) return meanLevel;
  const constituents = parseConstituents(fields.value.all('wave'));
  if (!constituents.ok) return constituents;
  return ok({
    id: id.value,
    name: name.value,
    latitude: latitude.value,
    meanLevel: meanLevel.value,
    constituents: constituents.value,
  });
}

/** The inverse of `parseStation`. */
export function formatStation(station: Station): string {
  const lines = [
    `id: ${station.id}`,
    `name: ${station.name}`,
    `latitude: ${formatLatitude(station.latitude)}`,
    `mean: ${station.meanLevel} m`,
    ...station.constituents.map((constituent) => `wave: ${formatConstituent(constituent)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function parseStationName(text: string): Result<string> {
  const trimmed = text.trim();
  if (trimmed === '') {
    return fail('station/no-name', 'A station needs a name.');
  }
  return ok(trimmed);
}

function parseConstituents(texts: readonly string[]): Result<readonly Constituent[]> {
  const constituents: Constituent[] = [];
  for (const text of texts) {
    const parsed = parseConstituent(text);
    if (!parsed.ok) return parsed;
    if (constituents.some(({ name }) => name === parsed.value.name)) {
      return fail('station/twice', `The wave ${parsed.value.name} is given twice.`);
    }
    constituents.push(parsed.value);
  }
  if (constituents.length === 0) {
    return fail('station/no-waves', 'A station needs at least one wave.');
  }
  return ok(constituents);
}

interface Fields {
  first(name: string): string;
  all(name: string): readonly string[];
}

function readFields(text: string): Result<Fields> {
  const pairs: { readonly name: string; readonly value: string }[] = [];
  for (const line of text.split('\n').filter((candidate) => candidate.trim() !== '')) {
    const colon = line.indexOf(':');
    if (colon < 0) {
      return fail('station/no-colon', `"${line}" is not a field with a colon.`);
    }
    pairs.push({ name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() });
  }
  const all = (name: string) => pairs.filter((pair) => pair.name === name).map((pair) => pair.value);
  return ok({ all, first: (name) => all(name)[0] ?? '' });
}
