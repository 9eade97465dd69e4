import type { StartedTimer, TimerWatch } from './timer-watch.ts';

/**
 * An extension for tests only. The editor activates it before all others; from then on it sees every timer that is
 * started in the extension host, with the stack of the code that starts it.
 */
export function activate(): TimerWatch {
  const started: StartedTimer[] = [];
  const running = new Map<unknown, StartedTimer>();
  const plain = { setTimeout: globalThis.setTimeout, setInterval: globalThis.setInterval };
  const clear = globalThis.clearInterval;
  const note = (milliseconds: number | undefined): StartedTimer => {
    const by = new Error('started here').stack ?? '';
    const timer = { at: Date.now(), milliseconds: milliseconds ?? 0, by };
    started.push(timer);
    return timer;
  };
  Object.assign(globalThis, {
    setTimeout: Object.assign((...given: Parameters<typeof setTimeout>) => {
      note(given[1]);
      return plain.setTimeout(...given);
    }, plain.setTimeout),
    setInterval: (...given: Parameters<typeof setInterval>) => {
      const interval = plain.setInterval(...given);
      running.set(interval, note(given[1]));
      return interval;
    },
    clearInterval: (interval: Parameters<typeof clearInterval>[0]) => {
      running.delete(interval);
      clear(interval);
    },
  });
  return { started, intervals: () => [...running.values()] };
}
