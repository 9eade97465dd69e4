import { chooseCut, SHORTEST_SUGGESTION } from '../prediction/choose-cut.ts';
import type { Found } from '../prediction/predictor.ts';
import { shape, shapingRules, type ShapingRuleName } from '../prediction/shaping/shape.ts';

/** How often a rule changed or dropped what would have been shown, and how often that was right. */
export interface RuleFigures {
  readonly rule: ShapingRuleName;
  readonly fired: number;
  /** As a share of all texts that would have been shown. */
  readonly share: number;
  /** The share of its firings at texts that were not what came next; 0 if it never fired. */
  readonly precision: number;
}

/** Observes what the shaping rules do to the suggestions that one threshold would show. */
export class ShapingTally {
  readonly #threshold: number;
  readonly #rules = new Map(shapingRules.map((rule) => [rule, { fired: 0, right: 0 }]));
  #offered = 0;

  constructor(threshold: number) {
    this.#threshold = threshold;
  }

  /** `coming`: the text that is really typed next. */
  note({ cuts, context }: Found, coming: string): void {
    const chosen = chooseCut(cuts, { threshold: this.#threshold, shortest: SHORTEST_SUGGESTION });
    if (!chosen) return;
    this.#offered++;
    const following = cuts.at(-1)!.text.slice(chosen.text.length) + context.following;
    for (const { rule, before } of shape(chosen.text, { ...context, following }).fired) {
      const figures = this.#rules.get(rule)!;
      figures.fired++;
      if (!coming.startsWith(before)) figures.right++;
    }
  }

  get table(): readonly RuleFigures[] {
    return [...this.#rules].map(([rule, { fired, right }]) => ({
      rule,
      fired,
      share: this.#offered === 0 ? 0 : fired / this.#offered,
      precision: fired === 0 ? 0 : right / fired,
    }));
  }
}
