/**
 * `node test/bench/baselines/nested-cache.ts PARTS...`: the nested cache n-gram model of Hellendoorn and Devanbu ("Are Deep
 * Neural Networks the Best Choice for Modeling Source Code?", FSE 2017) on what parts.ts wrote, written anew from the
 * published formulas and from how their program (github.com/SLP-team/SLP-Core, `train-predict -m jm -o 6 -l simple -n -c`)
 * puts them together. Prints one line of JSON a workspace: the next code token's top-1 and MRR@10 over all tokens after
 * the first of each file.
 *
 * Jelinek-Mercer 6-grams of all training text are mixed with those of each folder around the test file, from the outermost
 * to the innermost, and at last with a cache of the file's last 5,000 tokens, which alone learns while it goes. A folder's
 * n-grams leave out what lies in the next folder inwards. Each of these proposes ten tokens; all proposals are judged by
 * all, and ranked.
 *
 * Where the folders' texts come from makes two variants:
 * - `training`: from the training part, as we use it: nothing of the test part is known but what was typed of this file;
 * - `leaveOneOut`: from the test part without the file itself, as the program does with `-n`. It so knows the files that
 *   come later as well; it models the maintenance of a project in which one file is written again.
 *
 * Differences from the program: white space is Unicode's, not Java's; a token's counts in the cache are exact (there the
 * last five tokens weigh less, since each is counted again with every n-gram that goes on from it); a file's first token is
 * not scored; equal probabilities rank in the order in which they were proposed. Folders with a single entry need no rule
 * of their own here, since they are left without text.
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

/** A part's files in the order of parts.json, their tokens numbered as they come. */
async function readTokens(parts: string, part: string, numbers: Map<string, number>): Promise<TokenFile[]> {
  const listed = JSON.parse(await readFile(join(parts, 'parts.json'), 'utf8')) as Record<
    string,
    { readonly files: readonly { readonly path: string }[] }
  >;
  const files: TokenFile[] = [];
  for (const { path } of listed[part].files) {
    const text = await readFile(join(parts, 'tokens', part, path), 'utf8');
    // The line break behind the last token ends it and begins nothing.
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
