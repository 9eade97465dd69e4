import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { activateTacit, eventually } from './tacit.ts';
import { describeTimers, watchTimers } from './tacit-timers.ts';
import type { StartedTimer } from './timer-watch/timer-watch.ts';

const minute = 60_000;

describe('a window in which nothing happens', () => {
  it('has no timer that comes back more than once a minute', async () => {
    const timers = watchTimers();
    const { api } = await activateTacit();
    await eventually('the memory', () => (api.state().memory?.files ?? 0) > 0);
    await eventually('an idle state', () => api.state().activity === 'idle');
    assert(timers.started().length > 0, 'No timer of the start was seen: the watch sees nothing.');
    // Anything that comes back more often than every twenty seconds keeps this from ever being true.
    const quiet = ({ at }: StartedTimer) => Date.now() - at > minute / 3;
    await eventually('quiet', () => timers.started().every(quiet));
    const before = Date.now();
    await new Promise((resolve) => setTimeout(resolve, minute));
    const since = timers.started().filter(({ at }) => at > before);
    assert(since.length <= 1, `In one minute there were\n${describeTimers(since)}`);
    const fast = timers.repeating().filter(({ milliseconds }) => milliseconds < minute);
    assert(fast.length === 0, `There are\n${describeTimers(fast)}`);
  });
});
