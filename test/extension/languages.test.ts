import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readJson, readText } from './manifest/manifest.ts';

type Texts = Readonly<Record<string, string>>;

/** Text between quotes of any kind, as the first argument of `l10n.t`. */
const translated = /l10n\.t\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`([^`]*)`)/g;
const readTexts = (file: string): Texts => readJson(file) as Texts;
const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

const textsInCode = globSync('src/extension/**/*.ts').flatMap((file) =>
  [...readText(file).matchAll(translated)].map(([, single, double, template]) =>
    [single, double, template].join('').replaceAll(/\\(.)/g, '$1'),
  ),
);

describe('the texts of package.json', () => {
  const used = [...readText('package.json').matchAll(/"%(.+?)%"/g)].map(([, key]) => key);

  it.each(['package.nls.json', 'package.nls.zh-cn.json'])('are all in %s, and no others', (file) => {
    expect(Object.keys(readTexts(file)).sort()).toEqual([...used].sort());
    for (const [key, text] of Object.entries(readTexts(file))) expect(text.trim(), key).not.toBe('');
  });

  it('are in Chinese where the language is Chinese', () => {
    const chinese = readTexts('package.nls.zh-cn.json');
    for (const [key, text] of Object.entries(chinese)) expect(text, key).toMatch(/\p{Script=Han}/u);
  });
});

describe('the texts of the code', () => {
  const bundle = readTexts('l10n/bundle.l10n.zh-cn.json');

  it('are plain literals, because only those can be found and translated', () => {
    const calls = globSync('src/extension/**/*.ts').flatMap((file) => [
      ...readText(file).matchAll(/l10n\.t\(/g),
    ]);
    expect(calls.length).toBeGreaterThan(30);
    expect(textsInCode.length).toBe(calls.length);
    expect(textsInCode.filter((text) => text.includes('${'))).toEqual([]);
  });

  it('are all translated to Simplified Chinese, and nothing else is', () => {
    expect(Object.keys(bundle).sort()).toEqual([...new Set(textsInCode)].sort());
  });

  it('keep their placeholders in translation', () => {
    for (const [text, translation] of Object.entries(bundle)) {
      expect(placeholders(translation), text).toEqual(placeholders(text));
      if (/[a-z]/.test(text.replaceAll(/\{\w+\}|\$\([\w~-]+\)|Tacit/g, ''))) {
        expect(translation, text).toMatch(/\p{Script=Han}/u);
      }
    }
  });
});
