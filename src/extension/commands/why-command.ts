import * as vscode from 'vscode';
import { l10n } from 'vscode';
import type { LastSuggestion } from '../suggestions/last-suggestion.ts';
import type { PredictorSession } from '../suggestions/predictor-session.ts';
import { type ExplanationEntry, explanationEntries, percent, visible } from './explanation-entries.ts';

interface WhyParts {
  readonly last: LastSuggestion;
  readonly predictor: Pick<PredictorSession, 'explain'>;
  /** The file with this path, as in `SourceFile.path`. */
  readonly uriOf: (path: string) => vscode.Uri | undefined;
}

/** `tacit.why`: lists why the last suggestion was made. Choosing a line opens the place that it is about. */
export async function explainSuggestion({ last, predictor, uriOf }: WhyParts): Promise<void> {
  const suggested = last.current;
  const explanation =
    suggested && (await predictor.explain(suggested.document, suggested.position, suggested.text));
  if (!suggested || !explanation) {
    void vscode.window.showInformationMessage(
      l10n.t(
        'There is no suggestion to explain. Run this command when a suggestion is shown or was just taken.',
      ),
    );
    return;
  }
  const chosen = await vscode.window.showQuickPick(withGroups(explanationEntries(explanation)), {
    title: l10n.t('Why “{0}”?', visible(suggested.text)),
    placeHolder: l10n.t('It was {0} likely. Choose a line to open it.', percent(explanation.probability)),
    matchOnDescription: true,
  });
  const place = chosen?.place;
  if (!place) return;
  const uri = place.path === undefined ? suggested.document.uri : uriOf(place.path);
  if (!uri) return;
  const position = new vscode.Position(place.line, place.character);
  try {
    await vscode.window.showTextDocument(uri, { selection: new vscode.Range(position, position) });
  } catch {
    void vscode.window.showInformationMessage(l10n.t('{0} is not there any more.', place.path ?? uri.fsPath));
  }
}

/** The entries as items, with the name of each group above it. */
function withGroups(
  entries: readonly ExplanationEntry[],
): (vscode.QuickPickItem & Partial<Pick<ExplanationEntry, 'place'>>)[] {
  return entries.flatMap((entry, i) => {
    const begins = entries[i - 1]?.group !== entry.group;
    const separator = { label: entry.group, kind: vscode.QuickPickItemKind.Separator };
    const { label, description, place } = entry;
    const icon = place?.path === undefined ? '' : '$(go-to-file) ';
    return [...(begins ? [separator] : []), { label: icon + label, description, place }];
  });
}
