import type { Cut } from './cut.ts';

/**
 * The cuts that are left when it is known that none of `rejected` comes next. A text that begins with a rejected one is
 * out; the rejected text's probability p goes to the others, its own beginnings among them:
 *   p'_k = (p_k − p) / (1 − p)  for the beginnings of the rejected text.
 */
export function withoutRejected<Some extends Cut>(
  cuts: readonly Some[],
  rejected: readonly string[],
): readonly Some[] {
  const longest = cuts.at(-1)?.text ?? '';
  // All cuts are beginnings of the longest, so the shortest rejected beginning of it decides.
  const onPath = rejected.filter((text) => longest.startsWith(text));
  if (onPath.length === 0) return cuts;
  const wrong = Math.min(...onPath.map((text) => text.length));
  const lost = cuts.find(({ text }) => text.length >= wrong)?.probability ?? 0;
  // What was certain was wrong: nothing is left to go by.
  if (lost >= 1) return [];
  return cuts
    .filter(({ text }) => text.length < wrong)
    .map((cut) => ({ ...cut, probability: (cut.probability - lost) / (1 - lost) }));
}
