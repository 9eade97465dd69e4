import { finish } from '../../core/base/bounded-work.ts';
import type { Knowledge } from '../../core/prediction/knowledge.ts';
import { MixedModel } from '../../core/prediction/mixed-model.ts';
import { textBits } from '../../core/replay/bits.ts';
import { typedBits } from '../../core/prediction/typed-bits.ts';
import { NgramModel } from '../../core/prediction/ngram-model.ts';
import type { SourceFile } from '../../core/text/source-file.ts';
import { tokenizeFile, type TokenizedFile } from '../../core/text/token-stream.ts';
import { cliPlatform } from '../platform.ts';
import type { Learned } from './learned.ts';
import type { BitsPart } from './part.ts';
import { progressLog } from './progress-log.ts';
import { learnedKnowledge, wholeKnowledge } from './system.ts';
import { charactersOf } from './workspaces.ts';

/** Bits per character of the test files, by the network and the memory alone and by both, as `BitsPart` says. */
export function measureBits(learned: Learned): BitsPart {
  const { loaded, training, validation, test } = learned;
  const { network, tokenizer } = loaded;
  const characters = charactersOf(test);
  const files = test.map((source) => ({ source, tokenized: tokenizeFile(tokenizer, source) }));
  const total = (name: string, bitsOf: (file: TokenizedFile, source: SourceFile) => number): number => {
    const progress = progressLog(`bits, ${name}`);
    let bits = 0;
    for (const [i, { source, tokenized }] of files.entries()) {
      bits += bitsOf(tokenized, source);
      progress((i + 1) / files.length);
    }
    return bits / characters;
  };
  const typed = (name: string, remembers: boolean): number => {
    const knowledge = wholeKnowledge(learned);
    return total(name, (file, source) => {
      const bits = bitsAsTyped(knowledge, file, remembers);
      // As if the file were saved: it is remembered before the next one is typed.
      if (remembers) finish(knowledge.memory.setAll([source]));
      return bits;
    });
  };
  const { memory } = learnedKnowledge(loaded, [...training, ...validation], true);
  const ngrams = new NgramModel(memory.counts);
  return {
    network: total('network', (file) => finish(textBits(network, tokenizer.size, file))),
    memory: total('memory', (file) => finish(textBits(ngrams, tokenizer.size, file))),
    mixed: typed('mixed', false),
    adaptive: typed('adaptive', true),
  };
}

function bitsAsTyped(knowledge: Knowledge, file: TokenizedFile, remembers: boolean): number {
  const kernels = cliPlatform().createKernels();
  const bits = finish(
    typedBits(new MixedModel(knowledge, kernels), knowledge.tokenizer, file.tokens, remembers),
  );
  kernels.dispose();
  return bits;
}
