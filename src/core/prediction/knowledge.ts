import type { WorkspaceMemory } from '../memory/workspace-memory.ts';
import type { MixingWeights } from '../mixing/mixing-weights.ts';
import type { Judge } from './gate/judge.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { IsAllowed } from '../text/secrets/allowed-secrets.ts';
import type { Network } from '../model/network.ts';

/** All that predictions in a workspace are based on. All parts use the tokens of the one tokenizer. */
export interface Knowledge {
  readonly tokenizer: Tokenizer;
  readonly memory: WorkspaceMemory;
  /** Undefined until a network is trained. Until then the memory serves alone. */
  readonly network: Network | undefined;
  readonly mixing: MixingWeights;
  /** Which values are no secrets, whatever they look like; none unless given. */
  readonly isAllowed?: IsAllowed | undefined;
  /** Learns, in all documents, what this person takes and refuses. */
  readonly judge: Judge;
}
