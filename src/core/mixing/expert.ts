import type { ContextMatch, NgramEstimate } from '../memory/ngram-estimate.ts';
import type { FileRepeats } from '../memory/file-repeats.ts';
import type { TypedRepeats } from '../memory/typed-repeats.ts';
import type { Network } from '../model/network.ts';
import type { Kernels } from '../tensor/kernels.ts';

/** A place in a document, as its experts see it. */
export interface Context {
  /** The last tokens read, oldest first; fewer at the start of a file. */
  readonly tokens: Int32Array;
  /** The model's state: the network's, followed by the last tokens. */
  readonly state: Float32Array;
  /** h of the network's top layer: (H); empty without a network. */
  readonly hidden: Float32Array;
}

/** Tokens of one line that are new to the model, or read again after an edit. */
export interface ObservedTokens {
  readonly line: number;
  /** The first token's number within the line, from 0. */
  readonly index: number;
  readonly tokens: Int32Array;
  /** states[i] is the model's state before tokens[i]. */
  readonly states: readonly Float32Array[];
  /** Whether the user has just typed them. Only then does the model learn how well it foresaw them. */
  readonly typed: boolean;
}

/** One source of knowledge about what comes next in one document. */
export interface Expert {
  /** How many of the last tokens it looks at; none unless given. */
  readonly contextLength?: number;
  /** How well it knows the context it was last asked about; for experts that look contexts up. */
  readonly match?: ContextMatch | undefined;
  /** Which of its own features holds where it was last asked; for experts that have some. */
  readonly feature?: number;
  /** out (V) = the probability of each token; they sum to one. False, and `out` untouched, if it has nothing to say. */
  fill(out: Float32Array, context: Context): boolean;
  /** Takes in tokens that are in the document now. They replace the rest of their line, from `index` on. */
  observe?(observed: ObservedTokens): void;
  /** Follows an edit that replaced lines [line, line + removed) by `inserted` others. */
  splice?(line: number, removed: number, inserted: number): void;
  /** Learns, for this document alone, that `token` came in this state of the model. */
  adapt?(state: Float32Array, token: number): void;
}

/** Where copies are looked for. */
export interface CopySources {
  readonly files: FileRepeats;
  readonly typed: TypedRepeats;
  /** The document's own path: what its file held when it was saved is no copy. */
  readonly path: string | undefined;
  readonly pieces: readonly string[];
}

/** What the experts on one document are made from. */
export interface ExpertSources {
  /** Experts allocate in the memory of these, and never free it. */
  readonly kernels: Kernels;
  /** By the n-grams of the workspace's files. */
  readonly workspace: NgramEstimate;
  /** By the n-grams of the document itself. */
  readonly document: NgramEstimate;
  /** What is found again word for word, in the workspace's files and in the document itself. */
  readonly copies: CopySources;
  /** Read at each use: it may be tuned while documents are open. */
  readonly tuned: { readonly inverseTemperature: number };
}

/** An expert as the list names it, and what the mixer's features are made of. */
interface ExpertDescription {
  readonly name: string;
  /**
   * The name of a group. The mixer sees which of the experts in any group have the same top token, and for each group
   * how probable its experts find theirs. With n experts in groups, agreement alone makes 2^(n(n−1)/2) features.
   */
  readonly comparedIn?: string;
  /** Whether the mixer sees the expert's `match`. */
  readonly showsMatch?: boolean;
  /** How many features of its own the expert shows to the mixer. */
  readonly features?: number;
  /** The expert, listed earlier, that answers where this one has nothing to say. Without one it always has. */
  readonly standIn?: string;
}

export type ListedExpert = ExpertDescription &
  (
    | { readonly needsNetwork?: false; readonly make: (sources: ExpertSources) => Expert }
    | { readonly needsNetwork: true; readonly make: (sources: ExpertSources, network: Network) => Expert }
  );

/** The experts of a list that can answer with a network, or without one. */
export function expertsThatServe(
  list: readonly ListedExpert[],
  hasNetwork: boolean,
): readonly ListedExpert[] {
  return hasNetwork ? list : list.filter(({ needsNetwork }) => !needsNetwork);
}
