import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activateTacit, eventually, tacitExtension } from './tacit.ts';
import type { StartedTimer, TimerWatch } from './timer-watch/timer-watch.ts';

const minute = 60_000;

const told = (some: readonly StartedTimer[]): string =>
  some.map(({ milliseconds, by }) => `${milliseconds} ms: ${by}`).join('\n');

describe('a window in which nothing happens', () => {
  it('has no timer that comes back more than once a minute', async () => {
    const watch = vscode.extensions.getExtension<TimerWatch>('tacit-tests.timer-watch')?.exports;
    assert(watch, 'The editor does not know the extension that watches timers.');
    const bundle = `${tacitExtension().extensionPath}/dist/`;
    const ours = (some: readonly StartedTimer[]) => some.filter(({ by }) => by.includes(bundle));
    const { api } = await activateTacit();
    await eventually('the memory', () => (api.state().memory?.files ?? 0) > 0);
    await eventually('idleness', () => api.state().activity === 'idle');
    assert(ours(watch.started).length > 0, 'No timer of the start was seen: the watch sees nothing.');
    // Whatever comes back faster than every twenty seconds never lets this pass.
    const quiet = ({ at }: StartedTimer) => Date.now() - at > minute / 3;
    await eventually('quiet', () => ours(watch.started).every(quiet));
    const before = Date.now();
    await new Promise((resolve) => setTimeout(resolve, minute));
    const since = ours(watch.started).filter(({ at }) => at > before);
    assert(since.length <= 1, `In a minute there were\n${told(since)}`);
    const fast = ours(watch.intervals()).filter(({ milliseconds }) => milliseconds < minute);
    assert(fast.length === 0, `There are\n${told(fast)}`);
  });
});
