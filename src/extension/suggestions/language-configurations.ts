import { parse } from 'jsonc-parser';
import * as vscode from 'vscode';
import type { LanguageRules } from '../../core/prediction/shaping/syntax-of.ts';

/**
 * What VS Code knows of its languages: the comments and quotes in the configurations that extensions bring along. Each
 * is read when the language is first asked for; until then nothing is known of it.
 */
export class LanguageConfigurations implements vscode.Disposable {
  readonly #known = new Map<string, LanguageRules | undefined>();
  readonly #subscription: vscode.Disposable;

  constructor() {
    this.#subscription = vscode.extensions.onDidChange(() => {
      this.#known.clear();
    });
  }

  rulesOf(languageId: string): LanguageRules | undefined {
    if (!this.#known.has(languageId)) {
      this.#known.set(languageId, undefined);
      void this.#read(languageId);
    }
    return this.#known.get(languageId);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #read(languageId: string): Promise<void> {
    const texts: string[] = [];
    for (const uri of configurationsOf(languageId)) {
      try {
        texts.push(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
      } catch {
        // An extension that lacks its own file tells nothing.
      }
    }
    if (texts.length > 0 && this.#known.has(languageId)) this.#known.set(languageId, languageRules(texts));
  }
}

/** The rules in the texts of language configurations, which are JSON with comments. */
export function languageRules(texts: readonly string[]): LanguageRules {
  const lineComments: string[] = [];
  const blockComments: [string, string][] = [];
  const quotes: string[] = [];
  for (const text of texts) {
    const { comments, autoClosingPairs } = tableOf(parse(text));
    const { lineComment, blockComment } = tableOf(comments);
    const line = typeof lineComment === 'object' ? tableOf(lineComment)['comment'] : lineComment;
    if (isMark(line)) lineComments.push(line);
    const [open, close] = listOf(blockComment);
    if (isMark(open) && isMark(close)) blockComments.push([open, close]);
    for (const pair of listOf(autoClosingPairs)) {
      const [from, to] = Array.isArray(pair) ? listOf(pair) : [tableOf(pair)['open'], tableOf(pair)['close']];
      if (isMark(from) && from === to && /^["'`]+$/.test(from)) quotes.push(from);
    }
  }
  return { lineComments, blockComments, quotes: [...new Set(quotes)] };
}

function configurationsOf(languageId: string): vscode.Uri[] {
  return vscode.extensions.all.flatMap(({ extensionUri, packageJSON }) => {
    const { languages } = tableOf(tableOf(packageJSON)['contributes']);
    return listOf(languages).flatMap((language) => {
      const { id, configuration } = tableOf(language);
      const isIt = id === languageId && typeof configuration === 'string';
      return isIt ? [vscode.Uri.joinPath(extensionUri, configuration)] : [];
    });
  });
}

function tableOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isMark(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
