/** What a mixture was made of at one place: see `Mixer`. */
export interface MixtureParts {
  /** (E, V): the experts' distributions, none of whose logarithms is lower than `Mixer` takes them. */
  readonly probabilities: ArrayLike<number>;
  /** (E, V): their logarithms. */
  readonly logs: ArrayLike<number>;
  /** (E): λ. */
  readonly lambda: ArrayLike<number>;
  /** (E): w. */
  readonly exponents: ArrayLike<number>;
  readonly beta: number;
}

/**
 * How much each expert adds to ln m(token), in nats: its Shapley value (Shapley 1953, "A Value for n-Person Games"; for
 * models, Lundberg and Lee 2017, https://arxiv.org/abs/1705.07874). A set S of experts is worth ln m_S(token), where m_S
 * is the mixture without the others:
 *   p_S = Σ_S λ_i p_i / Σ_S λ_i,   q_S(v) ∝ Π_S p_i(v)^{w_i},   m_S = β p_S + (1 − β) q_S,   m_∅(v) = 1 / V
 * The values add up to ln m(token) + ln V. Where it is known that one of the tokens `among` comes, all is given that.
 * It takes 2^E passes over the vocabulary.
 */
export function contributions(parts: MixtureParts, token: number, among?: readonly number[]): Float64Array {
  const E = parts.lambda.length;
  const worths = worthsOf(parts, token, among);
  const values = new Float64Array(E);
  for (let set = 0; set < worths.length; set++) {
    const weight = shareOfOrders(E, sizeOf(set));
    for (let i = 0; i < E; i++) {
      if ((set & (1 << i)) === 0) values[i]! += weight * (worths[set | (1 << i)]! - worths[set]!);
    }
  }
  return values;
}

/** ln m_S(token | among) of each set S, a bit for each expert. */
function worthsOf(parts: MixtureParts, token: number, among?: readonly number[]): Float64Array {
  const { logs, exponents } = parts;
  const E = exponents.length;
  const V = logs.length / E;
  const worths = new Float64Array(2 ** E);
  const sum = new Float64Array(V); // Σ_S w_i ln p_i(v)
  worths[0] = -Math.log(among?.length ?? V);
  let set = 0;
  for (let n = 1; n < worths.length; n++) {
    // In the order of a Gray code, one expert joins or leaves at a time.
    const i = 31 - Math.clz32(n & -n);
    set ^= 1 << i;
    const sign = (set & (1 << i)) === 0 ? -exponents[i]! : exponents[i]!;
    for (let v = 0; v < V; v++) sum[v]! += sign * logs[i * V + v]!;
    const norm = logarithmOfSum(sum);
    const mixed = (v: number): number => mixture(parts, set, v, Math.exp(sum[v]! - norm));
    const all = among?.reduce((mass, v) => mass + mixed(v), 0) ?? 1;
    worths[set] = Math.log(Math.max(mixed(token), Number.MIN_VALUE) / Math.max(all, Number.MIN_VALUE));
  }
  return worths;
}

/** m_S(v), where q_S(v) is `product`. */
function mixture(
  { probabilities, lambda, beta }: MixtureParts,
  set: number,
  v: number,
  product: number,
): number {
  const E = lambda.length;
  const V = probabilities.length / E;
  let [trust, linear] = [0, 0];
  for (let i = 0; i < E; i++) {
    if ((set & (1 << i)) === 0) continue;
    trust += lambda[i]!;
    linear += lambda[i]! * probabilities[i * V + v]!;
  }
  return (beta * linear) / trust + (1 - beta) * product;
}

/** In how many of all orders of E experts exactly the others of a set of `size` come before a given one, as a share. */
function shareOfOrders(E: number, size: number): number {
  let share = 1 / E;
  for (let k = 1; k <= size; k++) share *= k / (E - k);
  return share;
}

function sizeOf(set: number): number {
  let size = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) size++;
  return size;
}

/** ln Σ e^x, without overflow. */
function logarithmOfSum(xs: Float64Array): number {
  let most = -Infinity;
  for (const x of xs) if (x > most) most = x;
  let sum = 0;
  for (const x of xs) sum += Math.exp(x - most);
  return most + Math.log(sum);
}
