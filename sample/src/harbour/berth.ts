import { fail, ok, type Result } from '../result.ts';
import { formatMetres, type Metres, parseExtent, parseMetres } from '../units/metres.ts';
import type { Vessel } from './vessel.ts';

/** A place to lie. */
export interface Berth {
  /** A letter for the quay and a number: "B4". */
  readonly id: string;
  readonly length: Metres;
  readonly width: Metres;
  /** Depth below chart datum; negative where the ground dries at low water. */
  readonly depth: Metres;
}

/** Reads the id of a berth. */
export function parseBerthId(text: string): Result<string> {
  const trimmed = text.trim().toUpperCase();
  if (!/^[A-Z]\d{1,2}$/.test(trimmed)) {
    return fail('harbour/not-a-berth', `"${text}" is not a berth such as B4.`);
  }
  return ok(trimmed);
}

/** Reads "B4, 15 m, 4.5 m, 1.2 m": id, length, width, depth. */
export function parseBerth(text: string): Result<Berth> {
  const fields = text.split(',').map((field) => field.trim());
  if (fields.length !== 4) {
    return fail('harbour/not-a-berth', `"${text}" is not an id and three lengths.`);
  }
  const [idText = '', lengthText = '', widthText = '', depthText = ''] = fields;
  const id = parseBerthId(idText);
  if (!id.ok) return id;
  const length = parseExtent(lengthText);
  if (!length.ok) return length;
  const width = parseExtent(widthText);
  if (!width.ok) return width;
  const depth = parseMetres(depthText);
  if (!depth.ok) return depth;
  return ok({ id: id.value, length: length.value, width: width.value, depth: depth.value });
}

/** The berth, if the vessel fits into it. */
export function checkFit(berth: Berth, vessel: Vessel): Result<Berth> {
  if (vessel.length > berth.length) {
    return fail('harbour/too-long', `${vessel.name} is longer than ${formatMetres(berth.length)}.`);
  }
  if (vessel.beam > berth.width) {
    return fail('harbour/too-wide', `${vessel.name} is wider than ${formatMetres(berth.width)}.`);
  }
  return ok(berth);
}

/** The shortest berth that a vessel fits into. */
export function smallestFit(berths: readonly Berth[], vessel: Vessel): Result<Berth> {
  const fitting = berths.filter((berth) => checkFit(berth, vessel).ok);
  const smallest = [...fitting].sort((a, b) => a.length - b.length)[0];
  if (!smallest) {
    return fail('harbour/no-berth', `No berth is large enough for ${vessel.name}.`);
  }
  return ok(smallest);
}
