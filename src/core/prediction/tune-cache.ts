import { WorkspaceMemory } from '../memory/workspace-memory.ts';
import { type MixingWeights, newMixingWeights } from '../mixing/mixing-weights.ts';
import type { BoundedWork } from '../base/bounded-work.ts';
import { MixedModel } from './mixed-model.ts';
import type { Network } from '../model/network.ts';
import type { Kernels } from '../tensor/kernels.ts';
import type { TokenizedFile } from '../text/token-stream.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import { typedBits } from './typed-bits.ts';

/**
 * The candidates. Which is best depends on the network: the distances between its states grow with their size.
 */
const inverseTemperatures = [0.15, 0.22, 0.33, 0.5, 0.75] as const;
/** The tokens that are typed with each: some seconds of work in all. */
const TOKENS_PER_CANDIDATE = 3000;

/**
 * The inverse temperature of the cache over states with which files that the network has not learned take fewest bits.
 * Undefined if there are no files. The workspace's memory is left out, since it may hold these very files.
 */
export function* bestInverseTemperature(
  network: Network,
  tokenizer: Tokenizer,
  files: readonly Pick<TokenizedFile, 'tokens'>[],
  createKernels: () => Kernels,
): BoundedWork<number | undefined> {
  if (files.length === 0) return undefined;
  let best: { readonly bits: number; readonly inverseTemperature: number } | undefined;
  for (const inverseTemperature of inverseTemperatures) {
    const mixing: MixingWeights = { ...newMixingWeights(), inverseTemperature };
    const knowledge = { tokenizer, network, mixing, memory: new WorkspaceMemory(tokenizer) };
    let bits = 0;
    let left = TOKENS_PER_CANDIDATE;
    for (const { tokens } of files) {
      if (left <= 0) break;
      const beginning = tokens.subarray(0, left);
      left -= beginning.length;
      const kernels = createKernels();
      try {
        bits += yield* typedBits(new MixedModel(knowledge, kernels), tokenizer, beginning, true);
      } finally {
        kernels.dispose();
      }
    }
    if (!best || bits < best.bits) best = { bits, inverseTemperature };
  }
  return best?.inverseTemperature;
}
