/**
 * `npm run mixing-defaults -- FOLDER`: learns the weights that mixers start from, and writes them to
 * src/core/mixing/shipped-weights.ts. FOLDER holds NAME.safetensors, the default model of each development workspace.
 * The validation files are typed, which neither the network nor the memory has learned. The test files are not touched.
 * The workspaces take turns, file by file, so that none of them is learned last.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { learnedKnowledge, tune } from '../src/cli/evaluate/system.ts';
import { charactersOf, readFolder } from '../src/cli/evaluate/workspaces.ts';
import { findFiles } from '../src/cli/folder-files.ts';
import { experts } from '../src/core/mixing/experts.ts';
import { evenWeights, newMixingWeights, signatureOf } from '../src/core/mixing/mixing-weights.ts';
import { packWeights } from '../src/core/mixing/packed-weights.ts';
import { finish } from '../src/core/base/bounded-work.ts';
import type { Knowledge } from '../src/core/prediction/knowledge.ts';
import { MixedModel } from '../src/core/prediction/mixed-model.ts';
import { typedBits } from '../src/core/prediction/typed-bits.ts';
import type { SourceFile } from '../src/core/text/source-file.ts';
import { splitFiles } from '../src/core/text/split.ts';
import { tokenizeFile } from '../src/core/text/token-stream.ts';
import { loadModel } from '../src/worker/predictor/loaded-model.ts';
import { builtPlatform } from './built-platform.ts';
import { UserError } from './user-error.ts';
import { workspaceNames } from './workspaces/sources.ts';

/** Passes over all files, each with smaller steps than the one before. */
const passes = [
  { scores: 0.03, exponents: 0.004, constantFor: Infinity },
  { scores: 0.015, exponents: 0.002, constantFor: Infinity },
  { scores: 0.005, exponents: 0.0007, constantFor: Infinity },
  { scores: 0.002, exponents: 0.0002, constantFor: Infinity },
] as const;
/** The most tokens of one file: long files would outweigh the others. */
const TOKENS_PER_FILE = 4000;

const [folder = ''] = process.argv.slice(2);
const platform = builtPlatform();
const mixing = {
  ...newMixingWeights(),
  memoryAlone: evenWeights('memoryAlone'),
  withNetwork: evenWeights('withNetwork'),
};
const workspaces: { name: string; known: Knowledge; alone: Knowledge; validation: readonly SourceFile[] }[] =
  [];
for (const name of workspaceNames) {
  const path = join(folder, `${name}.safetensors`);
  if (!existsSync(path)) continue;
  const found = await findFiles(join('.workspaces', name, 'train'), undefined);
  const { files } = await readFolder(found, platform);
  const { training, validation } = splitFiles(files);
  const loaded = await loadModel({ diskPath: path }, platform);
  if (!loaded.ok) throw new Error(loaded.failure.message);
  const known = { ...learnedKnowledge(loaded.value, training, false), mixing: { ...mixing } };
  tune(known, validation, platform);
  workspaces.push({ name, known, alone: { ...known, network: undefined }, validation });
}
if (workspaces.length === 0) throw new UserError(`${folder || 'FOLDER'} holds no model of a workspace.`);
for (const rates of passes) {
  const spent = workspaces.map(() => ({ known: 0, alone: 0, characters: 0 }));
  const rounds = Math.max(...workspaces.map(({ validation }) => validation.length));
  for (let round = 0; round < rounds; round++) {
    for (const [i, { known, alone, validation }] of workspaces.entries()) {
      if (round >= validation.length) continue;
      const file = validation[round];
      spent[i].characters += charactersOf([file]);
      spent[i].known += bits({ ...known, mixing: { ...known.mixing, rates } }, file);
      spent[i].alone += bits({ ...alone, mixing: { ...alone.mixing, rates } }, file);
    }
  }
  for (const [i, { name }] of workspaces.entries()) {
    const { known, alone, characters } = spent[i];
    console.log(name, (known / characters).toFixed(4), (alone / characters).toFixed(4));
  }
}
/** A string literal over several lines. */
function literal(packed: string): string {
  return (packed.match(/.{1,100}/g) ?? []).map((part) => `    '${part}'`).join(' +\n');
}
const { withNetwork, memoryAlone } = mixing;
writeFileSync(
  'src/core/mixing/shipped-weights.ts',
  `/** Written by scripts/mixing-defaults.ts: what mixers start from. See packed-weights.ts. */
export const shippedWeights = {
  experts:
    '${signatureOf(experts)}',
  withNetwork:
${literal(packWeights(withNetwork.values))},
  memoryAlone:
${literal(packWeights(memoryAlone.values))},
} as const;
`,
);

function bits(knowledge: Knowledge, file: SourceFile): number {
  const kernels = platform.createKernels();
  const { tokens } = tokenizeFile(knowledge.tokenizer, file);
  const beginning = tokens.subarray(0, TOKENS_PER_FILE);
  const spent = finish(typedBits(new MixedModel(knowledge, kernels), knowledge.tokenizer, beginning, true));
  kernels.dispose();
  return spent * (tokens.length / beginning.length);
}
