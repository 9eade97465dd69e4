import { describe, expect, it } from 'vitest';
import { settings } from '../../src/extension/settings.ts';
import { manifest } from './manifest.ts';

const { properties } = manifest.contributes.configuration;
const tableFacts = ['type', 'default', 'scope', 'minimum', 'maximum', 'enum'];

describe('the table of settings', () => {
  it('equals package.json', () => {
    const contributed = Object.entries(properties).map(([key, schema]) => [
      key,
      Object.fromEntries(Object.entries(schema).filter(([fact]) => tableFacts.includes(fact))),
    ]);
    const table = Object.entries(settings).map(([key, setting]) => [`tacit.${key}`, setting]);
    expect(contributed).toEqual(table);
  });

  it('is shown in its own order, each setting described', () => {
    expect(Object.values(properties).map(({ order }) => order)).toEqual(
      Object.keys(properties).map((_, at) => at),
    );
    for (const [key, { markdownDescription }] of Object.entries(properties)) {
      expect(markdownDescription, key).toMatch(/^%settings\..+%$/);
    }
  });
});
