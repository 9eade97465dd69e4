import type { BoundedWork } from '../../core/base/bounded-work.ts';
import { explain } from '../../core/explanation/explain.ts';
import type { Explanation } from '../../core/explanation/explanation.ts';
import type { Knowledge } from '../../core/prediction/knowledge.ts';
import type { Predictor } from '../../core/prediction/predictor.ts';
import { sample } from '../../core/prediction/sample.ts';
import { score } from '../../core/prediction/score.ts';
import type { CandidateScore } from '../../core/prediction/scoring.ts';
import { failed, succeeded, type Outcome } from '../../protocol/failure.ts';
import type { FromWorker, Port, ToWorker } from '../../protocol/messages.ts';
import type { ExplainParams, PredictorContract } from '../../protocol/predictor-contract.ts';
import { type Cancellation, type Handlers, notifier, serve } from '../../protocol/server.ts';
import { expectedFailure } from '../expected-failure.ts';
import type { Platform } from '../platform.ts';
import { MirroredDocuments, noModel } from './mirrored-documents.ts';
import { predictorGuards } from './predictor-guards.ts';
import { streamSample } from './stream-sample.ts';
import { WorkspaceKnowledge } from './workspace-knowledge.ts';

export function servePredictor(
  port: Port<FromWorker<PredictorContract>, ToWorker<PredictorContract>>,
  platform: Platform,
): void {
  const notify = notifier<PredictorContract>(port);
  const documents = new MirroredDocuments(platform);
  const knowledge = new WorkspaceKnowledge(platform, notify, () => {
    documents.endPredictors();
  });
  const current = (): Knowledge | undefined => knowledge.current;
  const handlers: Handlers<PredictorContract> = {
    recall: ({ memoryPath }) => knowledge.recall(memoryPath),
    remember: (params) => knowledge.remember(params),
    rememberSaved: (saved) => knowledge.rememberSaved(saved),
    rememberChanged: (changed) => knowledge.rememberChanged(changed),
    forget: ({ paths }) => knowledge.forget(paths),
    withhold: (params) => knowledge.withhold(params),
    remembered: () => succeeded(knowledge.remembered),
    store: () => knowledge.store(),
    erase: () => knowledge.erase(),
    load: (source) => knowledge.load(source),

    openJudge: ({ judgePath }) => knowledge.judgeKeeper.open(judgePath),
    eraseJudge: () => knowledge.judgeKeeper.erase(),

    openDocument(text) {
      documents.open(text);
      return succeeded(null);
    },
    changeDocument: (change) => documents.change(change),
    closeDocument({ document }) {
      documents.close(document);
      return succeeded(null);
    },

    suggest: (request, cancellation) =>
      documents.answer(request, (predictor) => predictor.suggest(request), current, cancellation),
    async choices(request, cancellation) {
      const work = (predictor: Predictor) => predictor.choices(request);
      const found = await documents.answer(request, work, current, cancellation);
      return found.ok ? succeeded(found.value ?? []) : found;
    },

    explain: (params, cancellation) =>
      documents.answer(params, (predictor) => explainIn(predictor, params, platform), current, cancellation),

    score: ({ texts }, cancellation) => scoreAll(texts, knowledge, platform, cancellation),

    async sample({ stream, ...options }, cancellation) {
      const known = knowledge.current;
      if (!known?.network) return noModel();
      // If another network arrives meanwhile, this one lives until nothing refers to it any more.
      const pieces = sample(known.network, known.tokenizer, options);
      return streamSample(pieces, platform, cancellation, (text) => {
        notify('sampled', { stream, text });
      });
    },
  };
  serve<PredictorContract>(port, handlers, { guards: predictorGuards, expected: expectedFailure });
}

function explainIn(
  predictor: Predictor,
  { line, character, text }: ExplainParams,
  platform: Platform,
): BoundedWork<Explanation> {
  const prefix = predictor.document.line(line).slice(0, character);
  return explain(predictor, { line, prefix, text, createKernels: () => platform.createKernels() });
}

/** Scores texts by the network that serves when it is called. */
async function scoreAll(
  texts: readonly string[],
  { current }: WorkspaceKnowledge,
  platform: Platform,
  cancellation: Cancellation,
): Promise<Outcome<readonly CandidateScore[]>> {
  if (!current?.network) return noModel();
  const scores = [];
  for (const text of texts) {
    scores.push(score(current.network, current.tokenizer, text));
    await platform.breathe();
    if (cancellation.requested) return failed('cancelled', 'Cancelled.');
  }
  return succeeded(scores);
}
