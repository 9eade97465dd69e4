import { resolve } from 'node:path';
import { finish } from '../core/base/bounded-work.ts';
import { explain } from '../core/explanation/explain.ts';
import type { Explanation } from '../core/explanation/explanation.ts';
import { OpenDocument } from '../core/prediction/open-document.ts';
import { Predictor } from '../core/prediction/predictor.ts';
import { splitFiles } from '../core/text/split.ts';
import { Arguments } from './arguments.ts';
import { wholeKnowledge } from './evaluate/system.ts';
import { readFolder } from './evaluate/workspaces.ts';
import { badInput, exitStatus } from './exit.ts';
import { findFiles } from './folder-files.ts';
import { loadModelArgument } from './model-argument.ts';
import { explainNothing } from './omissions.ts';
import { cliPlatform } from './platform.ts';
import { print } from './print.ts';

/** `tacit explain FILE --train DIR --text TEXT`: says why what would be suggested after a text is suggested. */
export async function explainText(args: readonly string[]): Promise<number> {
  const read = new Arguments(args, ['train', 'text', 'path', 'suggestion', 'encoding'], ['json']);
  const model = read.onlyPositional('The model file');
  const folder = resolve(read.requiredText('train'));
  const text = read.requiredText('text');
  const path = read.text('path') ?? '';
  const loaded = await loadModelArgument(model);
  const source = await findFiles(folder, read.text('encoding'));
  const platform = cliPlatform();
  const { files, leftOut } = await readFolder(source, platform);
  if (files.length === 0) throw badInput(explainNothing(folder, leftOut));
  const knowledge = wholeKnowledge({ loaded, ...splitFiles(files), test: [] });
  const document = new OpenDocument(path, text);
  const predictor = new Predictor(knowledge, document, platform.createKernels());
  const line = document.lineCount - 1;
  const prefix = document.line(line);
  const suggested =
    read.text('suggestion') ??
    finish(
      predictor.choices({
        ...{ insertSpaces: true, tabSize: 4 },
        line,
        character: prefix.length,
        selected: undefined,
        eagerness: 'balanced',
        multiLine: true,
      }),
    ).at(0)?.ghostText;
  if (suggested === undefined || suggested === '') {
    throw badInput('Nothing is foreseen after this text. Give a --suggestion to have that explained.');
  }
  const createKernels = () => platform.createKernels();
  const explanation = finish(explain(predictor, { line, prefix, text: suggested, createKernels }));
  if (read.flag('json')) print({ ...explanation });
  else process.stdout.write(`${lines(explanation).join('\n')}\n`);
  return exitStatus.done;
}

/** For people. */
function lines({ text, probability, tokens, context, sources }: Explanation): readonly string[] {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const signed = (nats: number): string => `${nats < 0 ? '−' : '+'}${Math.abs(nats).toFixed(2)}`;
  return [
    `suggested  ${JSON.stringify(text)}, ${percent(probability)} probable`,
    ...tokens.map(({ text: token, probability: p, contributions, alternatives }) => {
      const by = contributions.map(({ expert, nats }) => `${expert} ${signed(nats)}`).join(', ');
      const instead = alternatives.map(
        (other) => `${JSON.stringify(other.text)} ${percent(other.probability)}`,
      );
      return `token      ${JSON.stringify(token)} ${percent(p)}: ${by}; instead ${instead.join(', ')}`;
    }),
    ...context.map(({ text: part, at, nats, gradientTimesInput }) => {
      const where = at ? `line ${at.line + 1}` : 'the path';
      const gradient =
        gradientTimesInput === undefined ? '' : `, gradient × input ${signed(gradientTimesInput)}`;
      return `because    ${JSON.stringify(part)} (${where}): ${signed(nats)} nats${gradient}`;
    }),
    ...sources.map(({ path, line, tokens: length, context: before, similarity }) => {
      const how =
        similarity === undefined
          ? `${length} of its tokens, after ${before} of those before it`
          : `a state like this one (${similarity.toFixed(2)})`;
      return `source     ${path}:${line + 1}: ${how}`;
    }),
  ];
}
