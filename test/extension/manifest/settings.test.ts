import { describe, expect, it } from 'vitest';
import { fittingValue, settings } from '../../../src/extension/manifest/settings.ts';
import { manifest } from './manifest.ts';

const { properties } = manifest.contributes.configuration;
const tableFacts = ['type', 'default', 'scope', 'minimum', 'maximum', 'enum', 'anyOf'];

/** Returns the part of a schema that the table repeats. */
const factsOf = (schema: object): object =>
  Object.fromEntries(
    Object.entries(schema)
      .filter(([fact]) => tableFacts.includes(fact))
      .map(([fact, value]) => [
        fact,
        fact === 'anyOf' ? (value as object[]).map(factsOf) : (value as unknown),
      ]),
  );

describe('the table of settings', () => {
  it('equals package.json', () => {
    const contributed = Object.entries(properties).map(([key, schema]) => [key, factsOf(schema)]);
    const table = Object.entries(settings).map(([key, setting]) => [`tacit.${key}`, setting]);
    expect(contributed).toEqual(table);
  });

  it('has the order in which the editor shows the settings, and a description for each', () => {
    expect(Object.values(properties).map(({ order }) => order)).toEqual(
      Object.keys(properties).map((_, at) => at),
    );
    for (const [key, { markdownDescription }] of Object.entries(properties)) {
      expect(markdownDescription, key).toMatch(/^%settings\..+%$/);
    }
  });
});

describe('a value that a user may have set', () => {
  const eagerness = (value: unknown): unknown => fittingValue(settings['suggest.eagerness'], value);

  it('counts when it is of the right type, and counts as not set otherwise', () => {
    expect(fittingValue(settings.enable, false)).toBe(false);
    expect(fittingValue(settings.enable, 'no')).toBeUndefined();
    expect(fittingValue(settings['train.preset'], 'classic')).toBe('classic');
    expect(fittingValue(settings['train.preset'], 'huge')).toBeUndefined();
    expect(fittingValue(settings['train.exclude'], ['**/a'])).toEqual(['**/a']);
    expect(fittingValue(settings['train.exclude'], '**/a')).toBeUndefined();
  });

  it('is moved to the nearest bound when it is a number out of bounds', () => {
    expect(fittingValue(settings['train.minutes'], 0)).toBe(0.5);
    expect(fittingValue(settings['train.minutes'], 1e9)).toBe(600);
    expect(fittingValue(settings['train.minutes'], NaN)).toBeUndefined();
  });

  it('is rounded when only whole numbers make sense', () => {
    expect(fittingValue(settings['train.threads'], 2.4)).toBe(2);
    expect(fittingValue(settings['train.threads'], -3)).toBe(0);
    expect(fittingValue(settings['train.threads'], '2')).toBeUndefined();
  });

  it('is one of three words for comments and strings', () => {
    for (const key of ['suggest.inComments', 'suggest.inStrings'] as const) {
      for (const value of ['on', 'short', 'off']) expect(fittingValue(settings[key], value)).toBe(value);
      for (const value of [true, false, 'long']) expect(fittingValue(settings[key], value)).toBeUndefined();
    }
  });

  it('is a name or a probability for the eagerness', () => {
    for (const value of ['quiet', 'balanced', 'eager', 0, 0.35, 1]) expect(eagerness(value)).toBe(value);
    for (const value of ['greedy', '0.5', null, undefined, [0.5]]) expect(eagerness(value)).toBeUndefined();
    expect(eagerness(35)).toBe(1);
  });
});
