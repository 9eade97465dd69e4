import { describe, expect, it } from 'vitest';
import { ReferenceKernels } from '../../../src/backend/reference-kernels.ts';
import { finish } from '../../../src/core/base/bounded-work.ts';
import { explain } from '../../../src/core/explanation/explain.ts';
import { WorkspaceMemory } from '../../../src/core/memory/workspace-memory.ts';
import { newMixingWeights } from '../../../src/core/mixing/mixing-weights.ts';
import { initialParameters } from '../../../src/core/model/initial-parameters.ts';
import { StepModel } from '../../../src/core/model/step-model.ts';
import { Judge } from '../../../src/core/prediction/gate/judge.ts';
import { OpenDocument } from '../../../src/core/prediction/open-document.ts';
import { Predictor } from '../../../src/core/prediction/predictor.ts';
import { learnTokenizer } from '../../../src/core/text/learn-tokenizer.ts';
import type { SourceFile } from '../../../src/core/text/source-file.ts';

const birds = Array.from({ length: 12 }, (_, i) => `let gull${i} = flock(nest${i});\n`).join('');
const files: readonly SourceFile[] = [
  { path: 'src/birds.ts', text: `${birds}warn('gale', harbour);\n${birds}` },
  { path: 'src/fish.ts', text: `// Trawlers.\n${birds}warn('calm', lagoon);\n` },
];

/** Explains why `text` follows what is in the last line of a document. */
function explained(typed: string, text: string, hasNetwork = true, path = 'src/new.ts') {
  const tokenizer = learnTokenizer(
    'subword',
    files.map((file) => file.text),
    400,
  );
  const memory = new WorkspaceMemory(tokenizer);
  finish(memory.setAll(files));
  const shape = { cell: 'gru', layers: 1, vocabulary: tokenizer.size, embedding: 8, hidden: 8 } as const;
  const network = new StepModel(new ReferenceKernels(), shape, initialParameters(shape, 1));
  const knowledge = {
    ...{ tokenizer, memory, mixing: newMixingWeights(), judge: new Judge() },
    network: hasNetwork ? network : undefined,
  };
  const document = new OpenDocument(path, typed);
  const predictor = new Predictor(knowledge, document, new ReferenceKernels());
  const line = document.lineCount - 1;
  const prefix = document.line(line);
  const createKernels = () => new ReferenceKernels();
  return { ...finish(explain(predictor, { line, prefix, text, createKernels })), tokenizer };
}

describe.each([['memory and network', true] as const, ['the memory alone', false] as const])(
  'an explanation by %s',
  (_, hasNetwork) => {
    it('takes the text apart into tokens, whose probabilities make its own', () => {
      const { text, tokens, probability } = explained("warn('ga", "le', harbour);", hasNetwork);
      expect(tokens.map((token) => token.text).join('')).toBe(text);
      expect(tokens.reduce((product, token) => product * token.probability, 1)).toBeCloseTo(probability, 9);
      for (const { probability: p, alternatives } of tokens) {
        expect(alternatives.reduce((sum, other) => sum + other.probability, p)).toBeLessThan(1.0001);
      }
    });

    it('says what each expert adds, which makes the probability of each token', () => {
      const { tokens, tokenizer } = explained("warn('", "gale', harbour);", hasNetwork);
      const [, second] = tokens;
      expect(second.contributions).toHaveLength(hasNetwork ? 7 : 5);
      const sum = second.contributions.reduce((total, { nats }) => total + nats, 0);
      expect(sum).toBeCloseTo(Math.log(second.probability) + Math.log(tokenizer.size), 4);
    });

    it('finds the word that decides, where it stands', () => {
      const { context } = explained("let gull1 = flock(nest1);\nwarn('gale', ", 'harbour', hasNetwork);
      const words = context.filter(({ text }) => /[a-z]/.test(text));
      expect(words[0]).toMatchObject({ text: 'gale', at: { line: 1, character: 6 } });
      expect(words[0].nats).toBeGreaterThan(0.5);
      expect(context.map(({ nats }) => nats)).toEqual(context.map(({ nats }) => nats).sort((a, b) => b - a));
      expect(
        context.every(({ gradientTimesInput }) => (gradientTimesInput !== undefined) === hasNetwork),
      ).toBe(true);
    });

    it('names the line that taught it first, among others that are alike', () => {
      const gale = explained("warn('gale'", ', harbour);', hasNetwork).sources;
      expect(gale[0]).toMatchObject({ path: 'src/birds.ts', line: 12, character: 11, similarity: undefined });
      const calm = explained("warn('calm'", ', lagoon)', hasNetwork).sources;
      expect(calm[0]).toMatchObject({ path: 'src/fish.ts', line: 13 });
    });
  },
);

it('finds the source in the document itself, as it is now', () => {
  const typed = 'let shag = dive();\nlet shag2 = dive();\n// shag\nlet sh';
  const { sources } = explained(typed, 'ag = dive();', true, 'src/fish.ts');
  expect(sources[0]).toMatchObject({ path: 'src/fish.ts', line: 0 });
  expect(sources.filter(({ path, line }) => path === 'src/fish.ts' && line > 3)).toEqual([]);
});

it('explains a text that goes on in the next line', () => {
  const { tokens, sources } = explained('let gull3 = flock(nest3)', ';\nlet gull4 = ');
  expect(tokens.map((token) => token.text).join('')).toBe(';\nlet gull4 = ');
  expect(sources[0].line).toBe(3);
  const below = explained('let gull3 = flock(nest3);', '\nlet gull4 = ').sources;
  expect(below[0]).toMatchObject({ line: 4, character: 0, lineText: 'let gull4 = flock(nest4);' });
});

it('asks the network where the memory has never seen the text', () => {
  const { sources } = explained('let gull1 = ', 'gullgullgullnest');
  expect(sources.length).toBeGreaterThan(0);
});
