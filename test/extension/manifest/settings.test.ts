import { describe, expect, it } from 'vitest';
import { chosenEagerness, fittingValue, settings } from '../../../src/extension/manifest/settings.ts';
import { manifest } from './manifest.ts';

const { properties } = manifest.contributes.configuration;
const tableFacts = ['type', 'default', 'scope', 'minimum', 'maximum', 'enum'];

/** Returns the part of a schema that the table repeats. */
const factsOf = (schema: object): object =>
  Object.fromEntries(Object.entries(schema).filter(([fact]) => tableFacts.includes(fact)));

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

describe('a workspace that is not trusted', () => {
  it('cannot have its files read, nor their secrets unmasked', () => {
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    for (const key of ['tacit.train.auto', 'tacit.train.exclude', 'tacit.secrets.allow'])
      expect(restrictedConfigurations).toContain(key);
  });
});

describe('the Settings page', () => {
  it.each(Object.entries(properties))('can show a control for %s', (_key, schema) => {
    const { type, enum: choices, enumDescriptions, items } = schema;
    // The page has a control for one type, or for a number that may be left out. Other unions are edited in JSON.
    if (Array.isArray(type))
      expect([
        ['number', 'null'],
        ['integer', 'null'],
      ]).toContainEqual(type);
    else if (type === 'array') expect(items).toEqual({ type: 'string' });
    else expect(['boolean', 'number', 'integer', 'string']).toContain(type);
    if (choices !== undefined) expect(enumDescriptions).toHaveLength((choices as unknown[]).length);
    for (const union of ['anyOf', 'oneOf', 'allOf']) expect(schema).not.toHaveProperty(union);
  });

  it('offers the eagerness as a choice, and what depends on the machine for each machine', () => {
    expect(properties['tacit.suggest.eagerness']).toMatchObject({
      type: 'string',
      enum: ['calm', 'balanced', 'eager', 'manual'],
    });
    expect(properties['tacit.suggest.threshold']).toMatchObject({ default: null, minimum: 0, maximum: 1 });
    expect(properties['tacit.train.threads']['scope']).toBe('machine-overridable');
    expect(properties['tacit.train.cpu']['scope']).toBe('machine-overridable');
  });
});

describe('a value that a user may have set', () => {
  it('counts when it is of the right type, and counts as not set otherwise', () => {
    expect(fittingValue(settings.enable, false)).toBe(false);
    expect(fittingValue(settings.enable, 'no')).toBeUndefined();
    expect(fittingValue(settings['train.preset'], 'classic')).toBe('classic');
    expect(fittingValue(settings['train.preset'], 'huge')).toBeUndefined();
    expect(fittingValue(settings['train.exclude'], ['**/a'])).toEqual(['**/a']);
    expect(fittingValue(settings['train.exclude'], '**/a')).toBeUndefined();
    // A list is one of texts.
    expect(fittingValue(settings['secrets.allow'], ['a', 1, null, {}, 'b'])).toEqual(['a', 'b']);
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

  it('is a number or nothing for the threshold', () => {
    for (const value of [0, 0.35, 1, null]) {
      expect(fittingValue(settings['suggest.threshold'], value)).toBe(value);
    }
    expect(fittingValue(settings['suggest.threshold'], '0.5')).toBeUndefined();
    expect(fittingValue(settings['suggest.threshold'], 35)).toBe(1);
  });

  it.each([
    ['neither', null, undefined, 'balanced'],
    ['a name', null, 'calm', 'calm'],
    ['the name that an older version had', null, 'quiet', 'calm'],
    ['by hand', null, 'manual', 'balanced'],
    ['by hand, and a threshold', 0.3, 'manual', 0.3],
    ['a threshold', 0.3, undefined, 0.3],
    ['a threshold and a name', 0.3, 'calm', 0.3],
    ['a threshold of 0', 0, 'calm', 0],
    ['a number that an older version took for the eagerness', null, 0.35, 0.35],
    ['such a number out of bounds', null, 35, 1],
    ['such a number and a threshold', 0.3, 0.9, 0.3],
    ['what is no choice', 'much', 'greedy', 'balanced'],
  ])('gives the eagerness: %s', (_what, threshold, eagerness, chosen) => {
    const isManual = eagerness === 'manual';
    expect(chosenEagerness(threshold, eagerness)).toEqual({ eagerness: chosen, isManual });
  });
});
