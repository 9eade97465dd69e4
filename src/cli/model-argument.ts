import { resolve } from 'node:path';
import { loadModel, type LoadedModel } from '../worker/predictor/loaded-model.ts';
import { badInput } from './exit.ts';
import { cliPlatform } from './platform.ts';
import { readModelBytes } from './read-model.ts';

/** Loads the model of a file that is named on the command line. Ends the command if that is impossible. */
export async function loadModelArgument(path: string): Promise<LoadedModel> {
  const bytes = await readModelBytes(resolve(path));
  const loaded = await loadModel({ bytes }, cliPlatform());
  if (!loaded.ok) throw badInput(`${path}: ${loaded.failure.message}`);
  return loaded.value;
}
