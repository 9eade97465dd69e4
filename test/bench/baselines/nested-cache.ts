/**
 * `node test/bench/baselines/nested-cache.ts PARTS...`: the nested cache n-gram model of Hellendoorn and Devanbu
 * ("Are Deep Neural Networks the Best Choice for Modeling Source Code?", FSE 2017) on the output of parts.ts. It is
 * written from the published formulas, and combines them as their program does (github.com/SLP-team/SLP-Core,
 * `train-predict -m jm -o 6 -l simple -n -c`). Prints one line of JSON for each workspace: top-1 and MRR@10 of the
 * next code token, over all tokens but the first of each file.
 *
 * Jelinek-Mercer 6-grams of all training text are mixed with those of each folder around the test file, from the
 * outermost to the innermost, and then with a cache of the file's last 5,000 tokens. Only the cache learns during the
 * test. A folder's n-grams leave out the next folder inwards. Each model proposes ten tokens; all models together
 * rank them.
 *
 * There are two variants, which differ in where the folders' texts come from:
 * - `training`: the training part, as Tacit uses it. Of the test part, only what was typed of this file is known;
 * - `leaveOneOut`: the test part without the file itself, as with the program's `-n`. So files that come later are
 *   known, too: it models the maintenance of a project in which one file is written again.
 *
 * It differs from the program in these points. White space is Unicode's, not Java's. A token's counts in the cache are
 * exact; there the last five tokens count less, since a token is counted again with each longer n-gram. A file's first
 * token is not scored. Equal probabilities rank in the order of their proposals. Folders with a single entry need no
 * special rule, since they have no text left.
 */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { RankTally } from '../../../src/core/replay/next-token-ranks.ts';
import { NestedCache, type TokenFile } from './nested-models.ts';

for (const parts of process.argv.slice(2)) {
  const numbers = new Map<string, number>();
  const training = await readTokens(parts, 'train', numbers);
  const test = await readTokens(parts, 'test', numbers);
  const variants = {
    training: measure(new NestedCache(training), training, test),
    leaveOneOut: measure(new NestedCache(training), test, test),
  };
  console.log(JSON.stringify({ workspace: basename(parts), ...variants }));
}

function measure(model: NestedCache, nested: readonly TokenFile[], test: readonly TokenFile[]): object {
  const tally = new RankTally();
  for (const file of test) {
    model.open(
      dirname(file.path),
      nested.filter((other) => other !== file),
    );
    for (const [at, token] of file.tokens.entries()) {
      if (at > 0) {
        const place = model.ranked(file.tokens, at).indexOf(token);
        tally.add(place < 0 ? undefined : place + 1);
      }
      model.learn(file.tokens, at);
    }
  }
  return { tokens: tally.tokens, top1: rounded(tally.top1), mrr10: rounded(tally.mrr10) };
}

function rounded(share: number): number {
  return Number(share.toFixed(4));
}

/** A part's files in the order of parts.json. Tokens are numbered in the order of their first occurrence. */
async function readTokens(parts: string, part: string, numbers: Map<string, number>): Promise<TokenFile[]> {
  const listed = JSON.parse(await readFile(join(parts, 'parts.json'), 'utf8')) as Record<
    string,
    { readonly files: readonly { readonly path: string }[] }
  >;
  const files: TokenFile[] = [];
  for (const { path } of listed[part].files) {
    const text = await readFile(join(parts, 'tokens', part, path), 'utf8');
    // The text ends with a line break, after which there is no token.
    const tokens = text.split('\n').slice(0, -1);
    files.push({ path, tokens: Int32Array.from(tokens, (token) => numberOf(token, numbers)) });
  }
  return files;
}

function numberOf(token: string, numbers: Map<string, number>): number {
  const known = numbers.get(token);
  if (known !== undefined) return known;
  numbers.set(token, numbers.size);
  return numbers.size - 1;
}
