import { sample } from '../../core/prediction/sample.ts';
import { score } from '../../core/prediction/score.ts';
import { failed, succeeded, type Outcome } from '../../protocol/failure.ts';
import type { FromWorker, Port, ToWorker } from '../../protocol/messages.ts';
import type { PredictorContract } from '../../protocol/predictor-contract.ts';
import { notifier, serve } from '../../protocol/server.ts';
import { AwakeDocuments } from './awake-documents.ts';
import { MirroredDocument } from './mirrored-document.ts';
import type { Platform } from '../platform.ts';
import { streamSample } from './stream-sample.ts';
import { WorkspaceKnowledge } from './workspace-knowledge.ts';

export function servePredictor(
  port: Port<FromWorker<PredictorContract>, ToWorker<PredictorContract>>,
  platform: Platform,
): void {
  const notify = notifier<PredictorContract>(port);
  const documents = new Map<string, MirroredDocument>();
  const awake = new AwakeDocuments<MirroredDocument>();
  const knowledge = new WorkspaceKnowledge(platform, notify, () => {
    for (const document of documents.values()) document.endPredictor();
  });
  const close = (uri: string): void => {
    const document = documents.get(uri);
    if (!document) return;
    document.close();
    awake.forget(document);
    documents.delete(uri);
  };

  serve<PredictorContract>(port, {
    recall: ({ memoryPath }) => knowledge.recall(memoryPath),
    remember: (params) => knowledge.remember(params),
    rememberSaved: (saved) => knowledge.rememberSaved(saved),
    forget: ({ paths }) => knowledge.forget(paths),
    load: (source) => knowledge.load(source),

    openDocument(text) {
      close(text.document);
      documents.set(text.document, new MirroredDocument(text, platform));
      return succeeded(null);
    },

    changeDocument(change) {
      const document = documents.get(change.document);
      if (!document) return unknownDocument(change.document);
      document.change(change);
      return succeeded(null);
    },

    closeDocument({ document }) {
      close(document);
      return succeeded(null);
    },

    async suggest(request, cancellation) {
      // Requests that were overtaken while they waited are cancelled by the messages behind them.
      await platform.breathe();
      const document = documents.get(request.document);
      if (!document) return unknownDocument(request.document);
      if (!knowledge.current) return noModel();
      awake.asked(document);
      const suggestion = await document.suggest(
        request,
        () => knowledge.current,
        () => cancellation.requested,
      );
      return succeeded(suggestion);
    },

    async score({ texts }, cancellation) {
      const known = knowledge.current;
      if (!known?.network) return noModel();
      const scores = [];
      for (const text of texts) {
        scores.push(score(known.network, known.tokenizer, text));
        await platform.breathe();
        if (cancellation.requested) return failed('cancelled', 'Cancelled.');
      }
      return succeeded(scores);
    },

    async sample({ stream, ...options }, cancellation) {
      const known = knowledge.current;
      if (!known?.network) return noModel();
      // Should another network come meanwhile, this one goes when nothing holds it any more.
      const pieces = sample(known.network, known.tokenizer, options);
      return streamSample(pieces, platform, cancellation, (text) => {
        notify('sampled', { stream, text });
      });
    },
  });
}

function unknownDocument(document: string): Outcome<never> {
  return failed('unknown-document', `${document} is not open in Tacit. Close it and open it again.`);
}

function noModel(): Outcome<never> {
  return failed('no-model', 'Tacit has learned nothing here yet. Run "Tacit: Train on Workspace" first.');
}
