import * as vscode from 'vscode';
import { l10n } from 'vscode';
import type { Failure } from '../../protocol/failure.ts';
import { notifyFailure } from '../failure-messages.ts';
import type { PredictorSession } from '../suggestions/predictor-session.ts';
import { parseLength, parseTemperature, sampleLimits } from './sample-input.ts';
import { StreamIntoEditor } from './stream-into-editor.ts';

interface SampleRequest {
  readonly prompt: string;
  readonly length: number;
  readonly temperature: number;
}

/**
 * `tacit.sample` streams a text that continues the selection into a new editor. `tacit.sampleWithOptions` first asks for a
 * prompt, a length and a temperature.
 */
export async function sampleText(predictor: PredictorSession, asks: boolean): Promise<void> {
  if (!predictor.hasModel) {
    await notifyFailure({ code: 'no-model' });
    return;
  }
  const request = asks ? await askForRequest() : defaultRequest();
  if (request === undefined) return;
  // In the language of the files, the editor would report what is wrong with a text that nobody means to run.
  const document = await vscode.workspace.openTextDocument({
    language: 'plaintext',
    content: request.prompt,
  });
  await vscode.window.showTextDocument(document, { preview: false });
  const failure = await stream(predictor, request, document);
  if (failure !== undefined && failure.code !== 'cancelled') await notifyFailure(failure);
}

async function stream(
  predictor: PredictorSession,
  request: SampleRequest,
  document: vscode.TextDocument,
): Promise<Failure | undefined> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    cancellable: true,
    title: l10n.t('Tacit is writing'),
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const editor = new StreamIntoEditor(document);
    const closed = new vscode.CancellationTokenSource();
    const subscriptions = [
      closed,
      token.onCancellationRequested(() => {
        closed.cancel();
      }),
      vscode.workspace.onDidCloseTextDocument((other) => {
        if (other === document) closed.cancel();
      }),
    ];
    const receive = (text: string): void => {
      editor.append(text);
      progress.report({ increment: (100 * text.length) / request.length });
    };
    const seed = Math.floor(Math.random() * 2 ** 31);
    const outcome = await predictor.sample({ ...request, topK: 0, topP: 1, seed }, receive, closed.token);
    await editor.finished();
    for (const subscription of subscriptions) subscription.dispose();
    return outcome.ok ? undefined : outcome.failure;
  });
}

function defaultRequest(): SampleRequest {
  const { length, temperature } = sampleLimits;
  return { prompt: selectedText() ?? '', length: length.initial, temperature: temperature.initial };
}

async function askForRequest(): Promise<SampleRequest | undefined> {
  const prompt = selectedText() ?? (await askForPrompt());
  if (prompt === undefined) return undefined;
  const { length, temperature } = sampleLimits;
  const chosenLength = await askForNumber(
    l10n.t('How many characters?'),
    length.initial,
    parseLength,
    l10n.t('A whole number from {0} to {1}', length.minimum, length.maximum),
  );
  if (chosenLength === undefined) return undefined;
  const chosenTemperature = await askForNumber(
    l10n.t('At what temperature? Low is safe and repetitive, 1 is as learned, high is wild.'),
    temperature.initial,
    parseTemperature,
    l10n.t('A number from {0} to {1}', temperature.minimum, temperature.maximum),
  );
  if (chosenTemperature === undefined) return undefined;
  return { prompt, length: chosenLength, temperature: chosenTemperature };
}

function selectedText(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  const text = editor?.document.getText(editor.selection);
  return text === '' ? undefined : text;
}

async function askForPrompt(): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: l10n.t('Tacit: Sample Text'),
    prompt: l10n.t('Which text should Tacit continue? Leave this empty to begin a new file.'),
    ignoreFocusOut: true,
  });
}

async function askForNumber(
  prompt: string,
  initial: number,
  parse: (typed: string) => number | undefined,
  rule: string,
): Promise<number | undefined> {
  const typed = await vscode.window.showInputBox({
    title: l10n.t('Tacit: Sample Text'),
    prompt,
    value: String(initial),
    ignoreFocusOut: true,
    validateInput: (value) => (parse(value) === undefined ? rule : undefined),
  });
  return typed === undefined ? undefined : parse(typed);
}
