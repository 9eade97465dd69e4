/**
 * `npm run train-judge -- FOLDER`: learns the weights that judges start from, and writes them to
 * src/core/prediction/gate/judge-weights.ts. FOLDER holds NAME.safetensors, a model of each development workspace. The
 * validation files are typed, which neither the network nor the memory has learned, with a gate that shows more than the
 * shipped one does, and each suggestion is noted: its signals, and whether it was right. The test files are not touched.
 * Prints how well each workspace is judged by weights that were learned on the others.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JudgedCalibrations } from '../src/cli/evaluate/judged-calibrations.ts';
import { progressLog } from '../src/cli/evaluate/progress-log.ts';
import { tacitSystem } from '../src/cli/evaluate/system.ts';
import { typeAll, typedFiles } from '../src/cli/evaluate/replay-files.ts';
import { chooseTestFiles, readFolder } from '../src/cli/evaluate/workspaces.ts';
import { findFiles } from '../src/cli/folder-files.ts';
import { Judge, JUDGE_SIGNATURE } from '../src/core/prediction/gate/judge.ts';
import { averagePace } from '../src/core/prediction/gate/reading-time.ts';
import { FIRST_TASTE, signalNames } from '../src/core/prediction/gate/signals.ts';
import { IndentationHabits } from '../src/core/replay/indentation-habits.ts';
import { attentiveTypist, TimedTypist } from '../src/core/replay/timed-typist.ts';
import { splitFiles } from '../src/core/text/split.ts';
import { loadModel } from '../src/worker/predictor/loaded-model.ts';
import { builtPlatform } from './built-platform.ts';
import { UserError } from './user-error.ts';
import { workspaceNames } from './workspaces/sources.ts';

interface Example {
  readonly workspace: string;
  readonly text: string;
  readonly signals: Float64Array;
  readonly isRight: boolean;
}

/** Of each workspace, so that the whole takes some minutes. */
const limits = { files: 40, characters: 6000 };
/** A gate that shows much: what the shipped one does not show must be judged, too. */
const broad = { look: 0.6 * averagePace.look, floor: 0.3 };
/** 1 / variance of a weight before anything is seen, and the weight of each workspace in examples. */
const [RIDGE, EXAMPLES_EACH] = [3, 3000];

const [folder = ''] = process.argv.slice(2);
const platform = builtPlatform();
const D = FIRST_TASTE;
const examples: Example[] = [];
for (const name of workspaceNames) {
  const path = join(folder, `${name}.safetensors`);
  if (!existsSync(path)) continue;
  examples.push(...(await examplesOf(name, path)));
}
if (examples.length === 0) throw new UserError(`${folder || 'FOLDER'} holds no model of a workspace.`);
for (const name of new Set(examples.map(({ workspace }) => workspace))) {
  const others = fit(examples.filter(({ workspace }) => workspace !== name));
  report(name, others);
}
const weights = fit(examples);
for (const [i, weight] of weights.entries())
  console.log(`${weight.toFixed(3).padStart(8)}  ${signalNames[i]}`);
writeFileSync(
  'src/core/prediction/gate/judge-weights.ts',
  `/** Written by \`npm run train-judge\`: the judge's weights, in the order of \`signalNames\`. */
export const judgeWeights: readonly number[] = [
${signalNames.map((name, i) => `  ${(weights[i] ?? 0).toFixed(3)}, // ${name}`).join('\n')}
];
`,
);

/** Types the validation files of a workspace, and notes what is shown. */
async function examplesOf(workspace: string, path: string): Promise<readonly Example[]> {
  const { files: known } = await readFolder(
    await findFiles(join('.workspaces', workspace, 'train'), undefined),
    platform,
  );
  const loaded = await loadModel({ diskPath: path }, platform);
  if (!loaded.ok) throw new Error(loaded.failure.message);
  const { training, validation } = splitFiles(known);
  const system = tacitSystem(false, true, platform)(loaded.value, training, validation);
  const { files } = chooseTestFiles(validation, training, limits);
  const noted: Example[] = [];
  typeAll(
    typedFiles(files, new IndentationHabits(training)),
    system.open,
    progressLog(workspace),
    ({ text }) => {
      const typists = [0.2, 0.28].map((key) => {
        const usual = attentiveTypist(key);
        const options = { ...usual, pace: { ...usual.pace, look: broad.look }, floor: broad.floor };
        return new TimedTypist(text, options, judgeWith(believing()), ({ signals, text: shown, isRight }) => {
          if (signals) noted.push({ workspace, text: shown, signals, isRight });
        });
      });
      return { typists };
    },
  );
  console.log(`${workspace}: ${noted.length} suggestions`);
  return noted;
}

/** A judge with these weights, which learns nothing that matters. */
function judgeWith(weights: ArrayLike<number>): Judge {
  const judge = new Judge();
  judge.restore({
    signature: JUDGE_SIGNATURE,
    weights: signalNames.map((_, i) => weights[i] ?? 0),
    precision: signalNames.map(() => 1e12),
    events: 0,
  });
  return judge;
}

/** The weights by which the probability of a text is believed. */
function believing(): readonly number[] {
  return signalNames.map((name) => (name === 'logit of the probability' ? 1 : 0));
}

/** Logistic regression by Newton's method, with a ridge. Every workspace counts the same. */
function fit(learned: readonly Example[]): Float64Array {
  const counts = new Map<string, number>();
  for (const { workspace } of learned) counts.set(workspace, (counts.get(workspace) ?? 0) + 1);
  const w = new Float64Array(D);
  for (let step = 0; step < 20; step++) {
    const gradient = w.map((weight) => -RIDGE * weight);
    const hessian = Array.from({ length: D }, (_, i) => new Float64Array(D).fill(RIDGE, i, i + 1));
    const judge = judgeWith(w);
    for (const { workspace, signals, isRight } of learned) {
      const share = EXAMPLES_EACH / (counts.get(workspace) ?? 1);
      const p = judge.probability(signals);
      for (let i = 0; i < D; i++) {
        gradient[i] += share * ((isRight ? 1 : 0) - p) * signals[i];
        for (let j = 0; j < D; j++) hessian[i][j] += share * p * (1 - p) * signals[i] * signals[j];
      }
    }
    const move = solve(hessian, gradient);
    for (let i = 0; i < D; i++) w[i] += move[i];
  }
  return w;
}

/** x with A x = b, by elimination: A is positive definite. */
function solve(A: readonly Float64Array[], b: Float64Array): Float64Array {
  const rows = A.map((row, i) => Float64Array.of(...row, b[i]));
  for (let k = 0; k < D; k++) {
    for (let i = 0; i < D; i++) {
      if (i === k) continue;
      const share = rows[i][k] / rows[k][k];
      for (let j = k; j <= D; j++) rows[i][j] -= share * rows[k][j];
    }
  }
  return Float64Array.from(rows, (row, i) => row[D] / row[i]);
}

/** How well a workspace is judged by weights that were learned without it. */
function report(name: string, w: Float64Array): void {
  const own = examples.filter(({ workspace }) => workspace === name);
  const judges = [believing(), w].map(judgeWith);
  const [before, after] = judges.map((judge) => {
    const calibrations = new JudgedCalibrations();
    for (const { signals, text, isRight } of own) calibrations.add(text, judge.probability(signals), isRight);
    return calibrations.rows.map(({ kind, expectedError }) => `${kind} ${expectedError.toFixed(3)}`);
  });
  console.log(`${name.padEnd(12)} calibration error ${before[0]} -> ${after.join(', ')}`);
}
