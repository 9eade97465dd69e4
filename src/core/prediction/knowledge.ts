import type { WorkspaceMemory } from '../memory/workspace-memory.ts';
import type { MixingWeights } from '../mixing/mixing-weights.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { Network } from '../model/network.ts';

/** All that predictions in a workspace rest on. Its parts speak of the tokens of one tokenizer. */
export interface Knowledge {
  readonly tokenizer: Tokenizer;
  readonly memory: WorkspaceMemory;
  /** Undefined until one is trained: the memory then serves alone. */
  readonly network: Network | undefined;
  readonly mixing: MixingWeights;
}
