import { fail, ok, type Result } from '../result.ts';
import { formatMetres, type Metres, parseExtent } from '../units/metres.ts';
import { type Knots, parseKnots } from '../units/speed.ts';

/** A vessel that wants to come in. */
export interface Vessel {
  readonly name: string;
  readonly length: Metres;
  readonly beam: Metres;
  /** How deep it reaches below the surface. */
  readonly draught: Metres;
  readonly speed: Knots;
}

/** Reads "Marigold, 12.5 m, 3.9 m, 1.8 m, 6 kn": name, length, beam, draught, speed. */
export function parseVessel(text: string): Result<Vessel> {
  const fields = text.split(',').map((field) => field.trim());
  if (fields.length !== 5) {
    return fail('harbour/not-a-vessel', `"${text}" is not a name, three lengths and a speed.`);
  }
  const [nameText = '', lengthText = '', beamText = '', draughtText = '', speedText = ''] = fields;
  const name = parseVesselName(nameText);
  if (!name.ok) return name;
  const length = parseExtent(lengthText);
  if (!length.ok) return length;
  const beam = parseExtent(beamText);
  if (!beam.ok) return beam;
  const draught = parseExtent(draughtText);
  if (!draught.ok) return draught;
  const speed = parseKnots(speedText);
  if (!speed.ok) return speed;
  if (beam.value > length.value) {
    return fail('harbour/not-a-vessel', `${name.value} is wider than it is long.`);
  }
  return ok({
    name: name.value,
    length: length.value,
    beam: beam.value,
    draught: draught.value,
    speed: speed.value,
  });
}

/** Reads the name of a vessel. */
export function parseVesselName(text: string): Result<string> {
  const trimmed = text.trim();
  if (trimmed === '') {
    return fail('harbour/no-name', 'A vessel needs a name.');
  }
  return ok(trimmed);
}

/** One line for people. */
export function describeVessel({ name, length, draught }: Vessel): string {
  return `${name} (${formatMetres(length)} long, draws ${formatMetres(draught)})`;
}
