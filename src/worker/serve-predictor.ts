import { OpenDocument } from '../core/prediction/open-document.ts';
import { Predictor } from '../core/prediction/predictor.ts';
import { sample } from '../core/prediction/sample.ts';
import { score } from '../core/prediction/score.ts';
import { failed, succeeded, type Outcome } from '../protocol/failure.ts';
import type { FromWorker, Port, ToWorker } from '../protocol/messages.ts';
import type { PredictorContract } from '../protocol/predictor-contract.ts';
import { notifier, serve, type Cancellation } from '../protocol/server.ts';
import { drive, whileWanted } from './drive.ts';
import { loadModel, type LoadedModel } from './loaded-model.ts';
import type { Platform } from './platform.ts';

/** A document that is open in the editor, and what predicts in it. */
interface Mirrored {
  readonly document: OpenDocument;
  version: number;
  /** Made at the first request, and anew for each model. */
  predictor: Predictor | undefined;
}

/** Sampled tokens between two looks at the messages. */
const tokensAPiece = 16;

export function servePredictor(
  port: Port<FromWorker<PredictorContract>, ToWorker<PredictorContract>>,
  platform: Platform,
): void {
  const notify = notifier<PredictorContract>(port);
  const documents = new Map<string, Mirrored>();
  let loaded: LoadedModel | undefined;

  serve<PredictorContract>(port, {
    async load(source) {
      const outcome = await loadModel(source, platform);
      if (!outcome.ok) return outcome;
      // The one before may still be sampling; its memory goes when nothing holds it any more.
      loaded = outcome.value;
      for (const mirrored of documents.values()) mirrored.predictor = undefined;
      return succeeded(loaded.summary);
    },

    openDocument({ document, path, version, text }) {
      documents.set(document, { document: new OpenDocument(path, text), version, predictor: undefined });
      return succeeded(null);
    },

    changeDocument({ document, version, edits }) {
      const mirrored = documents.get(document);
      if (!mirrored) return unknownDocument(document);
      for (const edit of edits) {
        if (mirrored.predictor) mirrored.predictor.edit(edit);
        else mirrored.document.apply(edit);
      }
      mirrored.version = version;
      return succeeded(null);
    },

    closeDocument({ document }) {
      documents.delete(document);
      return succeeded(null);
    },

    async suggest(request, cancellation) {
      // Requests that were overtaken while they waited are cancelled by the messages behind them.
      await platform.breathe();
      const mirrored = documents.get(request.document);
      if (!mirrored) return unknownDocument(request.document);
      const model = loaded;
      if (!model) return noModel();
      const current = (): boolean =>
        !cancellation.requested && mirrored.version === request.version && loaded === model;
      if (!current()) return succeeded(undefined);
      mirrored.predictor ??= new Predictor(model.network, model.tokenizer, mirrored.document, model.search);
      return succeeded(await drive(whileWanted(mirrored.predictor.suggest(request), current), platform));
    },

    async score({ texts }, cancellation) {
      if (!loaded) return noModel();
      const scores = [];
      for (const text of texts) {
        scores.push(score(loaded.network, loaded.tokenizer, text));
        await platform.breathe();
        if (cancellation.requested) return cancelled();
      }
      return succeeded(scores);
    },

    async sample({ stream, ...options }, cancellation) {
      if (!loaded) return noModel();
      return streamSample(sample(loaded.network, loaded.tokenizer, options), cancellation, (text) => {
        notify('sampled', { stream, text });
      });
    },
  });

  async function streamSample(
    pieces: Iterable<string>,
    cancellation: Cancellation,
    send: (text: string) => void,
  ): Promise<Outcome<{ text: string }>> {
    let text = '';
    let unsent = '';
    let count = 0;
    for (const piece of pieces) {
      unsent += piece;
      if (++count % tokensAPiece !== 0) continue;
      if (unsent !== '') send(unsent);
      text += unsent;
      unsent = '';
      await platform.breathe();
      if (cancellation.requested) return cancelled();
    }
    if (unsent !== '') send(unsent);
    return succeeded({ text: text + unsent });
  }
}

function unknownDocument(document: string): Outcome<never> {
  return failed('unknown-document', `${document} is not open in Tacit. Close it and open it again.`);
}

function noModel(): Outcome<never> {
  return failed('no-model', 'Tacit has learned nothing here yet. Run "Tacit: Train on Workspace" first.');
}

function cancelled(): Outcome<never> {
  return failed('cancelled', 'Cancelled.');
}
