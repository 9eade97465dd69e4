/**
 * `node test/bench/baselines/parts.ts WORKSPACE OUT` writes what the baselines read. It takes files from
 * WORKSPACE/{train,test} by the rules for files that a model learns from, leaves out test files that are near-copies,
 * and writes to OUT
 * - train.txt and test.txt: the texts of each part in the order of their paths, with LF as line ends. The paths are
 *   not in them, since they are known context and not content;
 * - parts.json: each file's path, code points and number of tokens, and the files that were left out;
 * - tokens/{train,test}/PATH: each file's tokens, one per line, on which the next-token rank is defined.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { walk } from '../../../src/cli/walk.ts';
import { countCodePoints } from '../../../src/core/text/code-points.ts';
import { withoutCopies } from '../../../src/core/text/held-out.ts';
import { normalizeLineEnds } from '../../../src/core/text/line-ends.ts';
import type { SourceFile } from '../../../src/core/text/source-file.ts';
import { nodePlatform } from '../../../src/worker/platform.node.ts';
import { type ReadCorpus, readCorpus } from '../../../src/worker/read-corpus.ts';

const given = process.argv.slice(2);
if (given.length !== 2) throw new Error('Give a workspace and an output folder.');
const [workspace, out] = given;

const training = await corpusOf(join(workspace, 'train'));
const test = await corpusOf(join(workspace, 'test'));
const kept = withoutCopies(test.files, training.files);
const copies = test.files.filter((file) => !kept.includes(file)).map(({ path }) => path);

await rm(out, { recursive: true, force: true });
const parts = {
  train: { ...(await write('train', training.files)), leftOut: training.omissions },
  test: { ...(await write('test', kept)), leftOut: test.omissions, copies },
};
await writeFile(join(out, 'parts.json'), JSON.stringify(parts, undefined, 1));
console.log(
  `${workspace}: train ${parts.train.files.length} files, ${parts.train.characters} characters; ` +
    `test ${parts.test.files.length} files, ${parts.test.characters} characters, ` +
    `${parts.test.tokens} tokens (${copies.length} copies and ${test.omissions.length} others left out)`,
);

async function corpusOf(folder: string): Promise<ReadCorpus> {
  const none = new Uint8Array();
  return readCorpus(await walk(folder), nodePlatform({ simd: none, relaxed: none }), Infinity);
}

async function write(
  part: string,
  sources: readonly SourceFile[],
): Promise<{ characters: number; tokens: number; files: object[] }> {
  const files = sources.map(({ path, text: read }) => {
    const text = normalizeLineEnds(read);
    return { path, text, tokens: tokensOf(text) };
  });
  for (const { path, tokens } of files) {
    const to = join(out, 'tokens', part, path);
    await mkdir(dirname(to), { recursive: true });
    await writeFile(to, tokens.map((token) => `${token}\n`).join(''));
  }
  await writeFile(join(out, `${part}.txt`), files.map(({ text }) => text).join(''));
  const sizes = files.map(({ path, text, tokens }) => ({
    path,
    characters: countCodePoints(text),
    tokens: tokens.length,
  }));
  return {
    characters: sizes.reduce((sum, { characters }) => sum + characters, 0),
    tokens: sizes.reduce((sum, { tokens }) => sum + tokens, 0),
    files: sizes,
  };
}

/** Splits at white space, and around each ASCII punctuation character. */
function tokensOf(text: string): string[] {
  return text.match(/[!-/:-@[-`{-~]|[^\s!-/:-@[-`{-~]+/gu) ?? [];
}
