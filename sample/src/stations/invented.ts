import type { Result } from '../result.ts';
import { type Catalogue, parseCatalogue } from './catalogue.ts';

/** Harbours that exist only here: no water ever rose by these numbers. */
const text = `
id: grey-haven
name: Grey Haven
latitude: 54.2N
mean: 4.1 m
wave: M2 2.31 118
wave: S2 0.74 162
wave: N2 0.44 97
wave: K2 0.21 160
wave: K1 0.12 184
wave: O1 0.09 21

id: salters-quay
name: Salter's Quay
latitude: 51.4N
mean: 6.2 m
wave: M2 3.92 201
wave: S2 1.41 256
wave: N2 0.73 182
wave: K2 0.4 253
wave: M4 0.18 12

id: heron-sound
name: Heron Sound
latitude: 57.8N
mean: 2.3 m
wave: M2 1.22 171
wave: S2 0.48 209
wave: N2 0.25 149
wave: K1 0.1 140
wave: O1 0.11 354

id: port-amber
name: Port Amber
latitude: 36.1S
mean: 1.2 m
wave: M2 0.51 260
wave: S2 0.08 301
wave: K1 0.22 77
wave: O1 0.14 42
wave: P1 0.07 75

id: lantern-bay
name: Lantern Bay
latitude: 20.5N
mean: 1.9 m
wave: K1 0.82 311
wave: O1 0.77 262
wave: P1 0.25 306
wave: Q1 0.15 238
wave: M2 0.18 87
`;

/** The stations that come with the library. */
export function inventedStations(): Result<Catalogue> {
  return parseCatalogue(text);
}
