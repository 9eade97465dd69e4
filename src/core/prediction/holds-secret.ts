import type { IsAllowed } from '../text/secrets/allowed-secrets.ts';
import { secretSpans } from '../text/secrets/secret-spans.ts';
import type { OpenDocument } from './open-document.ts';

/** UTF-16 code units that are looked at of a line, since nobody types longer ones, and of the line before it. */
const LONGEST_LINE = 4000;
const LONGEST_NAME = 200;

/** A line's beginning, after what may name a secret in it: the end of the line before. */
export function namedLine(document: Pick<OpenDocument, 'line'>, line: number): string {
  const name = line > 0 ? document.line(line - 1).slice(-LONGEST_NAME) : '';
  return `${name}\n${document.line(line).slice(0, LONGEST_LINE)}`;
}

/** Whether a line holds a secret. While it is typed, its tokens must not be remembered. */
export function holdsSecret(
  document: Pick<OpenDocument, 'line'>,
  line: number,
  isAllowed: IsAllowed | undefined,
): boolean {
  const text = namedLine(document, line);
  return secretSpans(text, isAllowed).some(({ to }) => to > text.indexOf('\n'));
}
