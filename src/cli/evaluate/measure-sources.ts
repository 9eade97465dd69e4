import { finish } from '../../core/base/bounded-work.ts';
import { explain } from '../../core/explanation/explain.ts';
import { OpenDocument } from '../../core/prediction/open-document.ts';
import { Predictor } from '../../core/prediction/predictor.ts';
import { IndentationHabits } from '../../core/replay/indentation-habits.ts';
import { plantLines } from '../../core/replay/planted-lines.ts';
import { cliPlatform } from '../platform.ts';
import type { Learned } from './learned.ts';
import type { SourcesPart } from './part.ts';
import { progressLog } from './progress-log.ts';
import { learnedKnowledge, tune } from './system.ts';

const PLANTED = 200;
const SEED = 1;

/**
 * How often an explanation names the line that taught a suggestion, where that is known: lines are planted in the
 * training files, each is begun in another file, and what is then suggested is explained.
 */
export function measureSources({ loaded, training, validation }: Learned): SourcesPart {
  const platform = cliPlatform();
  const { files, planted } = plantLines([...training, ...validation], PLANTED, SEED);
  const knowledge = learnedKnowledge(loaded, files, false);
  tune(knowledge, validation);
  const habits = new IndentationHabits(files);
  const progress = progressLog('sources');
  const milliseconds: number[] = [];
  let [suggestions, first, firstThree] = [0, 0, 0];
  for (const [done, { path, line, text, typed }] of planted.entries()) {
    const prefix = text.slice(0, typed);
    const document = new OpenDocument(`new/${path}`, prefix);
    const predictor = new Predictor(knowledge, document, platform.createKernels());
    const request = { line: 0, character: typed, selected: undefined, eagerness: 0.3, multiLine: false };
    const suggested = finish(predictor.suggest({ ...habits.of(path), ...request }))?.ghostText ?? '';
    // Only a suggestion that is right was learned from this line.
    if (suggested.trim() !== '' && text.startsWith(prefix + suggested)) {
      const started = platform.now();
      const question = { line: 0, prefix, text: suggested, createKernels: () => platform.createKernels() };
      const { sources } = finish(explain(predictor, question));
      milliseconds.push(platform.now() - started);
      const rank = sources.findIndex((source) => source.path === path && source.line === line);
      suggestions++;
      if (rank === 0) first++;
      if (rank >= 0 && rank < 3) firstThree++;
    }
    predictor.dispose();
    progress((done + 1) / planted.length);
  }
  const share = (count: number): number => (suggestions === 0 ? NaN : count / suggestions);
  return {
    planted: planted.length,
    suggestions,
    first: share(first),
    firstThree: share(firstThree),
    milliseconds: milliseconds.sort((a, b) => a - b)[Math.floor(0.95 * milliseconds.length)],
  };
}
