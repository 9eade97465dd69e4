import type { Cut } from './cut.ts';

/**
 * The cuts that remain when it is known that none of `rejected` comes next. A text that begins with a rejected one is
 * dropped. The probability p of the rejected text goes to the other texts, including its own beginnings:
 *   p'_k = (p_k − p) / (1 − p)  for the beginnings of the rejected text.
 */
export function withoutRejected<Some extends Cut>(
  cuts: readonly Some[],
  rejected: readonly string[],
): readonly Some[] {
  const longest = cuts.at(-1)?.text ?? '';
  // All cuts are beginnings of the longest one, so only its shortest rejected beginning matters.
  const onPath = rejected.filter((text) => longest.startsWith(text));
  if (onPath.length === 0) return cuts;
  const wrong = Math.min(...onPath.map((text) => text.length));
  const lost = cuts.find(({ text }) => text.length >= wrong)?.probability ?? 0;
  // What was certain was wrong: there is nothing left to go by.
  if (lost >= 1) return [];
  return cuts
    .filter(({ text }) => text.length < wrong)
    .map((cut) => ({ ...cut, probability: (cut.probability - lost) / (1 - lost) }));
}
