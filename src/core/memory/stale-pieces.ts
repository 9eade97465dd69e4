import { joinPieces } from '../text/pieces.ts';
import type { WorkspaceMemory } from './workspace-memory.ts';

/** Between pieces. No spelling has it. */
const BETWEEN = '\uffff';

/**
 * Whether the vocabulary has pieces, of two units or more, that stand in none of the remembered files: they are text of
 * files that are not remembered any more.
 */
export function hasStalePieces(memory: WorkspaceMemory): boolean {
  const { pieces } = memory.tokenizer;
  const files = memory.remembered();
  const used = new Set<string>();
  for (const { tokens } of files) for (const token of tokens) used.add(pieces[token]!);
  const whole = [...used].join(BETWEEN);
  let unseen = pieces.filter((piece) => piece.length > 1 && !whole.includes(piece));
  for (const { tokens } of files) {
    if (unseen.length === 0) return false;
    const spelled = joinPieces(pieces, tokens);
    unseen = unseen.filter((piece) => !spelled.includes(piece));
  }
  return unseen.length > 0;
}
