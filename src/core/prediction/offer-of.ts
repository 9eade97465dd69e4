import type { Offer, Surroundings } from './gate/offer.ts';
import type { Found } from './predictor.ts';
import { withoutRejected } from './rejected-text.ts';
import { heldAt } from './shaping/lexer.ts';
import type { ShapingContext } from './shaping/rule.ts';
import { shapeCuts } from './shaping/shape-cuts.ts';

/** What a search found, shaped for the gate to choose from. `rejected`: texts that are known to be wrong there. */
export function offerOf({ cuts, context, match }: Found, rejected: readonly string[] = []): Offer {
  return {
    cuts: withoutRejected(shapeCuts(cuts, context), rejected),
    path: withoutRejected(cuts, rejected),
    around: surroundings(context, match),
  };
}

function surroundings({ prefix, above, syntax }: ShapingContext, match: number): Surroundings {
  const held = heldAt(above.openOnLine(prefix).within);
  return {
    // What a file in prose holds is no comment in code.
    inside: syntax.isProse ? 'code' : (held?.inside ?? 'code'),
    word: /[\p{L}\p{N}_$]*$/u.exec(prefix)![0].length,
    isBlank: prefix.trim() === '',
    match,
  };
}
