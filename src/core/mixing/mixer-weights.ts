/**
 * What a mixer learns. For each feature, and each expert i: a score a_i (its weight in the linear mixture) and an
 * exponent w_i (its weight in the log-linear one); and for each feature one score b of the blend. The features that
 * hold at a place are added up.
 */
export class MixerWeights {
  readonly features: number;
  readonly experts: number;
  /** (features, 2 experts + 1): rows a | w | b. */
  readonly values: Float32Array;
  /** (features): how often each feature has held where something was learned, since these weights were made. */
  readonly learned: Float64Array;

  /**
   * Unless `values` are given: all experts alike, exponents that add up to a little more than one, and an even blend.
   */
  constructor(features: number, experts: number, values?: Float32Array) {
    const width = 2 * experts + 1;
    if (values && values.length !== features * width) {
      throw new RangeError(`These weights are ${values.length} numbers, not ${features * width}.`);
    }
    this.features = features;
    this.experts = experts;
    this.learned = new Float64Array(features);
    this.values = values ?? new Float32Array(features * width);
    // Feature 0 always holds.
    if (!values) this.values.fill(1.4 / experts, experts, 2 * experts);
  }
}
