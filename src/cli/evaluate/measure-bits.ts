import { finish } from '../../core/prediction/bounded-work.ts';
import type { Knowledge } from '../../core/prediction/knowledge.ts';
import { MixedModel } from '../../core/prediction/mixed-model.ts';
import { textBits } from '../../core/replay/bits.ts';
import { typedBits } from '../../core/replay/typed-bits.ts';
import { NgramModel } from '../../core/memory/ngram-model.ts';
import { tokenizeFile } from '../../core/text/token-stream.ts';
import { cliPlatform } from '../platform.ts';
import type { Learned } from './learned.ts';
import type { BitsPart } from './part.ts';
import { progressTeller } from './progress-teller.ts';
import { learnedKnowledge, wholeKnowledge } from './system.ts';
import { charactersOf } from './workspaces.ts';

/** Bits per character of the test files by each of the four kinds of knowledge. */
export function measureBits(learned: Learned): BitsPart {
  const { loaded, training, validation, test } = learned;
  const { network, tokenizer } = loaded;
  const characters = charactersOf(test);
  const tokenized = test.map((file) => tokenizeFile(tokenizer, file));
  const total = (name: string, bitsOf: (file: (typeof tokenized)[number]) => number): number => {
    const progress = progressTeller(`bits, ${name}`);
    let bits = 0;
    for (const [i, file] of tokenized.entries()) {
      bits += bitsOf(file);
      progress((i + 1) / tokenized.length);
    }
    return bits / characters;
  };
  const typed = (name: string, remembers: boolean): number => {
    const knowledge = wholeKnowledge(learned);
    return total(name, (file) => bitsAsTyped(knowledge, file, remembers));
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

function bitsAsTyped(
  knowledge: Knowledge,
  file: ReturnType<typeof tokenizeFile>,
  remembers: boolean,
): number {
  const kernels = cliPlatform().createKernels();
  const bits = finish(
    typedBits(new MixedModel(knowledge, kernels), knowledge.tokenizer, file.tokens, remembers),
  );
  kernels.dispose();
  return bits;
}
