import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SettingKey } from '../../../src/extension/manifest/settings.ts';
import { manifest, readJson, readText } from './manifest.ts';

/** What a folder that nobody trusts could do with each setting. Whoever adds a setting has to say it here. */
const inStrangeHands: Readonly<Record<SettingKey, 'changes what is read' | 'changes no reading'>> = {
  // Without learning there are no suggestions, so these show more or less of nothing.
  enable: 'changes no reading',
  'suggest.eagerness': 'changes no reading',
  'suggest.threshold': 'changes no reading',
  'suggest.inComments': 'changes no reading',
  'suggest.inStrings': 'changes no reading',
  'suggest.multiLine': 'changes no reading',
  // It makes files be read without being asked, and learned when they are saved.
  'train.auto': 'changes what is read',
  // They say how long, how hard and for what network, but not of which files.
  'train.minutes': 'changes no reading',
  'train.cpu': 'changes no reading',
  'train.threads': 'changes no reading',
  'train.preset': 'changes no reading',
  // It could take back what the user has excluded.
  'train.exclude': 'changes what is read',
  // It could let secrets be learned.
  'secrets.allow': 'changes what is read',
};

const { untrustedWorkspaces } = manifest.capabilities;
const restricted = untrustedWorkspaces.restrictedConfigurations;

describe('in Restricted Mode', () => {
  it('Tacit is limited, and says so in every language', () => {
    expect(untrustedWorkspaces.supported).toBe('limited');
    for (const texts of ['package.nls.json', 'package.nls.zh-cn.json']) {
      expect(readJson(texts)).toHaveProperty([untrustedWorkspaces.description.replaceAll('%', '')]);
    }
  });

  it('the settings of the folder that change what is read do not count', () => {
    const judged = Object.entries(inStrangeHands);
    expect(judged.map(([key]) => `tacit.${key}`).sort()).toEqual(
      Object.keys(manifest.contributes.configuration.properties).sort(),
    );
    const changing = judged.filter(([, effect]) => effect === 'changes what is read');
    expect([...restricted].sort()).toEqual(changing.map(([key]) => `tacit.${key}`).sort());
  });

  it('nor does any setting that the code which lists files asks for', () => {
    const room = 'src/extension/workspace';
    const asked = readdirSync(room).flatMap((file) =>
      Object.keys(inStrangeHands).filter((key) =>
        readText(`${room}/${file}`).includes(`readSetting('${key}'`),
      ),
    );
    expect(asked).toContain('train.exclude');
    expect(asked.filter((key) => !restricted.includes(`tacit.${key}`))).toEqual([]);
  });
});
