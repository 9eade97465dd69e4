import type { CorpusSummary, ModelSummary, TrainingProgress } from '../../protocol/trainer-contract.ts';
import type { TacitState } from '../api.ts';
import { describeFailure } from '../failure-messages.ts';
import type { Log } from '../log.ts';
import type { ObservableState } from '../observable-state.ts';
import type { TrainingNews } from './training-host.ts';

/**
 * Returns the function that puts news about training into the state and into the log, which also has the figures for
 * experts. Failures are described in the user's language.
 */
export function newsReporter(state: ObservableState, log: Log): (news: TrainingNews) => void {
  return (news) => {
    const { failure, ...rest } = news;
    for (const line of logLines(news, state.current)) log.info(line);
    if (!('failure' in news)) state.update(rest);
    else state.update({ ...rest, failure: failure?.code, message: failure && describeFailure(failure) });
  };
}

function logLines(
  { activity, model, corpus, progress, learned }: TrainingNews,
  before: TacitState,
): string[] {
  const lines: string[] = [];
  if (activity !== undefined) lines.push(`Activity: ${activity}.`);
  if (corpus !== undefined) lines.push(corpusLine(corpus));
  // Reports come twice a second, but what they say of held-out files only changes with an evaluation.
  if (
    progress !== undefined &&
    before.progress?.validationBitsPerCharacter !== progress.validationBitsPerCharacter
  )
    lines.push(progressLine(progress));
  // At the end of a run, trainer and predictor both report its model.
  if (model !== undefined && (!before.model || modelLine(before.model) !== modelLine(model)))
    lines.push(modelLine(model));
  if (learned !== undefined) {
    const { path, lines: count, bitsBefore, bitsAfter } = learned;
    const bits = `${bitsBefore.toFixed(2)} bits per character before, ${bitsAfter.toFixed(2)} after`;
    lines.push(`Learned ${count} lines of ${path} when it was saved: ${bits}.`);
  }
  return lines;
}

function corpusLine({ files, characters, validationFiles, omissions, masked }: CorpusSummary): string {
  const counts = new Map<string, number>();
  for (const { reason } of omissions) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const left = [...counts].map(([reason, count]) => `${count} ${reason}`).join(', ');
  const secrets = [...masked].map(([kind, count]) => `${count} ${kind}`).join(', ');
  return (
    `Trains on ${files} files, ${characters} characters; ${validationFiles} of the files are held out. ` +
    `Left out: ${left === '' ? 'none' : left}. Secrets masked: ${secrets === '' ? 'none' : secrets}.`
  );
}

function progressLine(progress: TrainingProgress): string {
  const { fraction, step, epoch, charactersPerSecond, trainBitsPerCharacter } = progress;
  return (
    `Training: ${(100 * fraction).toFixed(0)} %, step ${step}, epoch ${epoch}, ` +
    `${charactersPerSecond.toFixed(0)} characters/s, ${trainBitsPerCharacter.toFixed(3)} bits per character` +
    `${heldOut(progress)}.`
  );
}

function modelLine(model: ModelSummary): string {
  const { cell, tokenizer, vocabulary, parameters, steps, finished } = model;
  return (
    `Model: ${cell}, ${vocabulary} ${tokenizer} tokens, ${parameters} parameters, ${steps} steps` +
    `${heldOut(model)}, ${finished ? 'finished' : 'not finished'}.`
  );
}

function heldOut({
  validationBitsPerCharacter: bits,
}: Pick<ModelSummary, 'validationBitsPerCharacter'>): string {
  return bits === undefined ? '' : `, ${bits.toFixed(3)} on held-out files`;
}
