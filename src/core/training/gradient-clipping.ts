/**
 * The factor, at most 1, that brings a gradient with this global norm down to `clipNorm` (Pascanu et al. 2013,
 * https://arxiv.org/abs/1211.5063), as PyTorch's clip_grad_norm_ computes it.
 */
export function clippingScale(norm: number, clipNorm: number): number {
  return Math.min(1, clipNorm / (norm + 1e-6));
}
