import type { NextTokenModel } from '../../../src/core/model/next-token-model.ts';
import { Random } from '../../../src/core/tensor/random.ts';
import { SPECIAL_TOKENS, type Tokenizer } from '../../../src/core/text/tokenizer.ts';

/**
 * A model whose distributions are in a table: what comes next depends only on the last token, so a test can work out
 * every probability. The state is the last token and the number of tokens read.
 */
export class TableModel implements NextTokenModel {
  readonly stateSize = 2;
  readonly table: readonly Float32Array[];
  steps = 0;

  constructor(table: readonly Float32Array[]) {
    this.table = table;
  }

  /** Rows of random weights, normalised; the sharper, the more uneven. Special tokens never come. */
  static random(size: number, seed: number, sharpness = 4): TableModel {
    const random = new Random(seed);
    return new TableModel(
      Array.from({ length: size }, () => {
        const row = Float32Array.from({ length: size }, (_, token) =>
          token < SPECIAL_TOKENS ? 0 : random.uniform() ** sharpness,
        );
        const total = row.reduce((sum, weight) => sum + weight, 0);
        return row.map((weight) => weight / total);
      }),
    );
  }

  newState(): Float32Array {
    return new Float32Array(2);
  }

  step(stateIn: Float32Array, token: number, stateOut: Float32Array): void {
    this.steps++;
    const read = stateIn[1];
    stateOut[0] = token;
    stateOut[1] = read + 1;
  }

  probabilities(state: Float32Array, out: Float32Array, inverseTemperature = 1): void {
    const row = this.table[state[0]].map((p) => p ** inverseTemperature);
    const total = row.reduce((sum, p) => sum + p, 0);
    out.set(row.map((p) => p / total));
  }
}

/** A tokenizer with these pieces, which spells text as itself and cuts it greedily, the longest piece first. */
export function pieceTokenizer(pieces: readonly string[]): Tokenizer {
  const all = ['', '', ...pieces];
  const tokenAt = (text: string): number => {
    let best = -1;
    for (let token = SPECIAL_TOKENS; token < all.length; token++) {
      if (text.startsWith(all[token]) && (best < 0 || all[token].length > all[best].length)) best = token;
    }
    if (best < 0) throw new RangeError(`No piece begins ${JSON.stringify(text)}.`);
    return best;
  };
  return {
    kind: 'word',
    pieces: all,
    size: all.length,
    encode(text) {
      const tokens: number[] = [];
      for (let at = 0; at < text.length; at += all[tokens.at(-1)].length)
        tokens.push(tokenAt(text.slice(at)));
      return Int32Array.from(tokens);
    },
    decode: (tokens) => Array.from(tokens, (token) => all[token]).join(''),
    spell: (text) => text,
    unspell: (spelled) => spelled,
    stableLength: (text) => text.length - (/[a-z]*$/.exec(text)?.[0].length ?? 0),
    toJson: () => ({ kind: 'word', pieces: all }),
  };
}
