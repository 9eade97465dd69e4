import { resolve } from 'node:path';
import { loadModel, type LoadedModel } from '../worker/predictor/loaded-model.ts';
import { commandFailed } from './exit.ts';
import { cliPlatform } from './platform.ts';

/** Loads the model of a file that is named on the command line. Ends the command if that is impossible. */
export async function loadModelArgument(path: string): Promise<LoadedModel> {
  const loaded = await loadModel({ diskPath: resolve(path) }, cliPlatform());
  if (!loaded.ok) throw commandFailed(loaded.failure);
  return loaded.value;
}
