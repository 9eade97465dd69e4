import type { StartedTimer, TimerWatch } from './timer-watch.ts';

/**
 * An extension of the tests alone, which the editor activates before all others: from then on it sees each timer that is
 * started in the extension host, with the stack of who starts it.
 */
export function activate(): TimerWatch {
  const started: StartedTimer[] = [];
  const running = new Map<unknown, StartedTimer>();
  const plain = { setTimeout: globalThis.setTimeout, setInterval: globalThis.setInterval };
  const clear = globalThis.clearInterval;
  const noted = (milliseconds: number | undefined, repeats: boolean): StartedTimer => {
    const by = new Error('started here').stack ?? '';
    const timer = { at: Date.now(), milliseconds: milliseconds ?? 0, repeats, by };
    started.push(timer);
    return timer;
  };
  Object.assign(globalThis, {
    setTimeout: Object.assign((...given: Parameters<typeof setTimeout>) => {
      noted(given[1], false);
      return plain.setTimeout(...given);
    }, plain.setTimeout),
    setInterval: (...given: Parameters<typeof setInterval>) => {
      const interval = plain.setInterval(...given);
      running.set(interval, noted(given[1], true));
      return interval;
    },
    clearInterval: (interval: Parameters<typeof clearInterval>[0]) => {
      running.delete(interval);
      clear(interval);
    },
  });
  return { started, intervals: () => [...running.values()] };
}
