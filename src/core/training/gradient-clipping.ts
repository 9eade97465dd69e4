/**
 * The factor that brings a gradient of this global norm under `clipNorm` (Pascanu et al. 2013), as PyTorch's
 * clip_grad_norm_ computes it. At most 1.
 */
export function clippingScale(norm: number, clipNorm: number): number {
  return Math.min(1, clipNorm / (norm + 1e-6));
}
