import { fail, ok, type Result } from '../result.ts';
import { type Degrees, parsePhase } from '../units/degrees.ts';
import { type Metres, parseExtent } from '../units/metres.ts';

/** The waves that make up the tide, by their usual names, and how many degrees an hour each one turns. */
const speeds = {
  M2: 28.9841042,
  S2: 30,
  N2: 28.4397295,
  K2: 30.0821373,
  K1: 15.0410686,
  O1: 13.9430356,
  P1: 14.9589314,
  Q1: 13.3986609,
  M4: 57.9682084,
  MS4: 58.9841042,
} as const;

export type ConstituentName = keyof typeof speeds;

/** One wave as it arrives at a station. */
export interface Constituent {
  readonly name: ConstituentName;
  /** Half the height between its crest and its trough. */
  readonly amplitude: Metres;
  /** How far it lags behind at the epoch. */
  readonly phase: Degrees;
}

/** Degrees an hour. */
export function speedOf(name: ConstituentName): number {
  return speeds[name];
}

export function isConstituentName(text: string): text is ConstituentName {
  return Object.hasOwn(speeds, text);
}

/** Reads the name of a wave. */
export function parseConstituentName(text: string): Result<ConstituentName> {
  if (!isConstituentName(text)) {
    return fail('station/unknown-constituent', `"${text}" is not one of ${Object.keys(speeds).join(', ')}.`);
  }
  return ok(text);
}

/** Reads "M2 1.92 143": name, amplitude in metres, phase in degrees. */
export function parseConstituent(text: string): Result<Constituent> {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 3) {
    return fail('station/not-a-constituent', `"${text}" is not a name, an amplitude and a phase.`);
  }
  const [nameText = '', amplitudeText = '', phaseText = ''] = fields;
  const name = parseConstituentName(nameText);
  if (!name.ok) return name;
  const amplitude = parseExtent(amplitudeText);
  if (!amplitude.ok) return amplitude;
  const phase = parsePhase(phaseText);
  if (!phase.ok) return phase;
  return ok({ name: name.value, amplitude: amplitude.value, phase: phase.value });
}

/** "M2 1.92 143", the inverse of `parseConstituent`. */
export function formatConstituent({ name, amplitude, phase }: Constituent): string {
  return `${name} ${amplitude} ${phase}`;
}
