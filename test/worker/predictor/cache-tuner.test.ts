import { describe, expect, it } from 'vitest';
import { CacheTuner } from '../../../src/worker/predictor/cache-tuner.ts';
import { nodePlatform } from '../../../src/worker/platform.node.ts';

const none = new Uint8Array();
const platform = nodePlatform({ simd: none, relaxed: none }, 'reference');
const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

describe('the tuner of the cache', () => {
  it('waits for the last of many networks, and for nothing once it is disposed', async () => {
    const before = timers();
    const tuner = new CacheTuner(platform, () => undefined);
    tuner.tuneSoon();
    tuner.tuneSoon();
    expect(timers()).toBe(before + 1);
    tuner.dispose();
    expect(timers()).toBe(before);
    tuner.tuneSoon();
    expect(timers()).toBe(before);
    await tuner.tune(); // there is no network: nothing to do
  });
});
