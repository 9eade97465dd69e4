import type { ExtensionContext } from 'vscode';
import type { TacitApi } from './api.ts';
import { nodePlatform } from './platform.node.ts';
import { start, type Tacit } from './start.ts';

/** The editor calls `deactivate` without arguments, so what it must end is kept here. */
let running: Tacit | undefined;

export function activate(context: ExtensionContext): TacitApi {
  const begun = performance.now();
  running = start(context, nodePlatform(context.asAbsolutePath('dist')));
  performance.measure('tacit.activate', { start: begun });
  return running.api;
}

export async function deactivate(): Promise<void> {
  await running?.dispose();
  running = undefined;
}
