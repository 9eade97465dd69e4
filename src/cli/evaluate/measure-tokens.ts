import { finish } from '../../core/base/bounded-work.ts';
import { RankTally, rankNextTokens } from '../../core/replay/next-token-ranks.ts';
import { NextTokenSearch } from '../../core/replay/next-token-search.ts';
import { PredictorSource } from '../../core/replay/predictor-source.ts';
import { LEAST_THRESHOLD } from '../../core/replay/threshold.ts';
import { cliPlatform } from '../platform.ts';
import type { Learned } from './learned.ts';
import type { TokensPart } from './part.ts';
import { progressLog } from './progress-log.ts';
import { wholeKnowledge } from './system.ts';
import { charactersOf } from './workspaces.ts';

/** Ranks every code token of the test files while they are typed. */
export function measureTokens(learned: Learned): TokensPart {
  const { loaded, test } = learned;
  const knowledge = wholeKnowledge(learned);
  const platform = cliPlatform();
  const search = new NextTokenSearch(loaded.tokenizer);
  const tally = new RankTally();
  const progress = progressLog('tokens');
  const characters = charactersOf(test);
  let before = 0;
  for (const file of test) {
    const { path, text } = file;
    const source = new PredictorSource({
      knowledge,
      path,
      kernels: platform.createKernels(),
      // Nothing is shaped here.
      indentation: { insertSpaces: true, tabSize: 4 },
      leastProbability: LEAST_THRESHOLD,
    });
    let typed = 0;
    const work = rankNextTokens(
      text,
      search,
      function* (more) {
        source.type(more);
        typed += more.length;
        return yield* source.cursor();
      },
      tally,
    );
    while (!work.next().done) progress((before + typed) / characters);
    source.dispose();
    // As if the file were saved.
    finish(knowledge.memory.setAll([file]));
    before += text.length;
  }
  return { tokens: tally.tokens, top1: tally.top1, mrr10: tally.mrr10 };
}
