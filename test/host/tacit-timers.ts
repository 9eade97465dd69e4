import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { tacitExtension } from './tacit.ts';
import type { StartedTimer, TimerWatch } from './timer-watch/timer-watch.ts';

/** The timers of the extension under test. */
interface TacitTimers {
  /** All timers so far, in order. */
  started(): readonly StartedTimer[];
  /** The timers that repeat and were not cleared. */
  repeating(): readonly StartedTimer[];
}

/** Returns the timers of the extension under test. Works only in scenarios that install the extension `timer-watch`. */
export function watchTimers(): TacitTimers {
  const watch = vscode.extensions.getExtension<TimerWatch>('tacit-tests.timer-watch')?.exports;
  assert(watch, 'The editor does not know the extension that watches timers.');
  const bundle = `${tacitExtension().extensionPath}/dist/`;
  const ours = (timers: readonly StartedTimer[]) => timers.filter(({ by }) => by.includes(bundle));
  return { started: () => ours(watch.started), repeating: () => ours(watch.intervals()) };
}

export function describeTimers(timers: readonly StartedTimer[]): string {
  return timers.map(({ milliseconds, by }) => `${milliseconds} ms: ${by}`).join('\n');
}
