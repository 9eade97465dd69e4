import { finish } from '../../core/base/bounded-work.ts';
import { Judge } from '../../core/prediction/gate/judge.ts';
import type { Knowledge } from '../../core/prediction/knowledge.ts';
import { WorkspaceMemory } from '../../core/memory/workspace-memory.ts';
import { newMixingWeights } from '../../core/mixing/mixing-weights.ts';
import type { Found } from '../../core/prediction/predictor.ts';
import { IndentationHabits } from '../../core/replay/indentation-habits.ts';
import { PredictorSource } from '../../core/replay/predictor-source.ts';
import { LEAST_THRESHOLD } from '../../core/replay/threshold.ts';
import { bestInverseTemperature } from '../../core/prediction/tune-cache.ts';
import type { OpenSource } from '../../core/replay/typed-source.ts';
import { WordCompletion, WordCounts } from '../../core/replay/word-completion.ts';
import type { SourceFile } from '../../core/text/source-file.ts';
import { tokenizeFile } from '../../core/text/token-stream.ts';
import type { LoadedModel } from '../../worker/predictor/loaded-model.ts';
import { cliPlatform } from '../platform.ts';
import type { Learned } from './learned.ts';

/** What is evaluated. */
export interface System {
  /** Opens an empty file to type. */
  readonly open: OpenSource;
  /** Learns files that were held out so far. */
  learn(files: readonly SourceFile[]): void;
}

/** Makes a system that has learned `training` and is tuned on `validation`. */
export type MakeSystem = (
  loaded: LoadedModel,
  training: readonly SourceFile[],
  validation: readonly SourceFile[],
  onFound?: OnFound,
) => System;

/** Called with what was found in a file, before it is shaped, after `typed` UTF-16 code units of the file. */
export type OnFound = (path: string, found: Found, typed: number) => void;

/**
 * Tacit itself: the memory and, unless it is `alone`, the network. `multiLine`: suggests up to four lines on empty
 * lines.
 */
export function tacitSystem(alone: boolean, multiLine = false, platform = cliPlatform()): MakeSystem {
  return (loaded, training, validation, onFound) => {
    const knowledge = learnedKnowledge(loaded, training, alone);
    tune(knowledge, validation, platform);
    const habits = new IndentationHabits(training);
    const open: OpenSource = (path) =>
      new PredictorSource({
        knowledge,
        path,
        kernels: platform.createKernels(),
        indentation: habits.of(path),
        leastProbability: LEAST_THRESHOLD,
        multiLine,
        onFound: (found, typed) => onFound?.(path, found, typed),
      });
    return {
      open,
      learn(files) {
        finish(knowledge.memory.setAll(files));
      },
    };
  };
}

export function learnedKnowledge(
  { network, tokenizer }: LoadedModel,
  files: readonly SourceFile[],
  alone: boolean,
): Knowledge {
  const memory = new WorkspaceMemory(tokenizer);
  finish(memory.setAll(files));
  return {
    tokenizer,
    memory,
    network: alone ? undefined : network,
    mixing: newMixingWeights(),
    judge: new Judge(),
  };
}

/** What is known of the training folder after all of it was learned. */
export function wholeKnowledge({ loaded, training, validation }: Learned): Knowledge {
  const knowledge = learnedKnowledge(loaded, training, false);
  tune(knowledge, validation);
  finish(knowledge.memory.setAll(validation));
  return knowledge;
}

/** Tunes the cache to the network, as the predictor's thread does with a new model. */
export function tune(
  { network, tokenizer, mixing }: Knowledge,
  validation: readonly SourceFile[],
  platform = cliPlatform(),
): void {
  if (!network) return;
  const files = validation.map((file) => tokenizeFile(tokenizer, file));
  mixing.inverseTemperature =
    finish(bestInverseTemperature(network, tokenizer, files, () => platform.createKernels())) ??
    mixing.inverseTemperature;
}

/** The completion of words that an editor offers without a language server. */
export function wordSystem(order: 'mostFrequent' | 'mostRecent'): MakeSystem {
  return (_, training) => {
    const words = new WordCounts();
    const learn = (files: readonly SourceFile[]): void => {
      for (const { text } of files) words.addAll(text);
    };
    learn(training);
    return { open: () => new WordCompletion(words, order), learn };
  };
}
