import { strict as assert } from 'node:assert';
import { appendFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { activateTacit, eventually, tacitExtension } from './tacit.ts';

interface StartedTimer {
  readonly started: number;
  readonly milliseconds: number;
  readonly repeats: boolean;
  readonly by: string;
}

const minute = 60_000;
/** Those that Tacit's own code in this process started. */
const timers: StartedTimer[] = [];
const running = new Map<unknown, StartedTimer>();
const wasActive = tacitExtension().isActive;
watchTimers();

/** Sees every timer that is started from now on; whose it is tells the stack. */
function watchTimers(): void {
  const bundle = `${tacitExtension().extensionPath}/dist/`;
  const plain = { setTimeout: globalThis.setTimeout, setInterval: globalThis.setInterval };
  const { clearInterval: clear } = globalThis;
  const noted = (timer: unknown, milliseconds: number | undefined, repeats: boolean): void => {
    const { stack = '' } = new Error();
    if (!stack.includes(bundle)) return;
    const at = { started: Date.now(), milliseconds: milliseconds ?? 0, repeats, by: stack };
    timers.push(at);
    if (repeats) running.set(timer, at);
  };
  Object.assign(globalThis, {
    setTimeout: Object.assign((...args: Parameters<typeof setTimeout>) => {
      const timer = plain.setTimeout(...args);
      noted(timer, args[1], false);
      return timer;
    }, plain.setTimeout),
    setInterval: (...args: Parameters<typeof setInterval>) => {
      const timer = plain.setInterval(...args);
      noted(timer, args[1], true);
      return timer;
    },
    clearInterval: (timer: Parameters<typeof clearInterval>[0]) => {
      running.delete(timer);
      clear(timer);
    },
  });
}

const told = (some: readonly StartedTimer[]): string =>
  some.map(({ milliseconds, by }) => `${milliseconds} ms: ${by}`).join('\n');

describe('a window in which nothing happens', () => {
  it('has no timer that comes back more than once a minute', async () => {
    assert(!wasActive, 'Tacit was active before its timers could be watched.');
    const { api } = await activateTacit();
    await eventually('the memory', () => (api.state().memory?.files ?? 0) > 0);
    const busy = ['starting', 'reading', 'training', 'learning'];
    await eventually('idleness', () => !busy.includes(api.state().activity));
    assert(timers.length > 0, 'No timer of the start was seen: the watch sees nothing.');
    // Whatever comes back faster than every twenty seconds never lets this pass.
    await eventually('quiet', () => Date.now() - timers[timers.length - 1].started > minute / 3);
    const before = { count: timers.length, used: process.cpuUsage() };
    await new Promise((resolve) => setTimeout(resolve, minute));
    const { user, system } = process.cpuUsage(before.used);
    appendFileSync(
      process.env['TACIT_TEST_REPORT'] ?? '/dev/stderr',
      `  This process, the editor's part and all threads included, used ${Math.round((user + system) / 1e3)} ms of processor time in a minute.\n`,
    );
    const since = timers.slice(before.count);
    assert(since.length <= 1, `In a minute there were\n${told(since)}`);
    const fast = [...running.values()].filter(({ milliseconds }) => milliseconds < minute);
    assert(fast.length === 0, `There are\n${told(fast)}`);
  });
});
