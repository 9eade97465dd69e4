import type { OpenDocument } from '../../../src/core/prediction/open-document.ts';

export function textOf(document: OpenDocument): string {
  return Array.from({ length: document.lineCount }, (_, line) => document.line(line)).join('\n');
}
