/**
 * Of a vocabulary's probabilities, those under this are thinned in the gradient of the logits (`Kernels.thinRows`): on
 * average the gradient is exact, and zero almost everywhere, so that two of the output layer's three products cost next to
 * nothing. The target is itself one draw from what could have stood there, and a probability p contributes
 * p · (1 − p) to the variance by that; thinning adds p · (grain − p), a twentieth of it at most.
 *
 * Measured on Python's library, 2,000 steps, one seed: 1.576 bits per character held out exactly, 1.579 thinned at 0.05,
 * 1.565 at 0.2, in two thirds of the time.
 */
const GRAIN = 0.05;

/** Vocabularies under this have nothing to gain. */
const FEW_TOKENS = 512;

/** 0 for the exact gradient. */
export function gradientGrain(vocabulary: number): number {
  return vocabulary < FEW_TOKENS ? 0 : GRAIN;
}
