import { WasmKernels } from './wasm-kernels.ts';
import type { PanelWidth, WasmKernelsOptions } from './wasm/instance.ts';

/** Widths of a panel, the usual winner first. */
export const panelWidths = [24, 16, 8] as const satisfies readonly PanelWidth[];

/** A recurrent product of the default model: h (B, H) · Wᵀ, W (3H, H). */
const [B, H, N] = [16, 256, 768];
/** Until the engine has compiled a tile for speed, in milliseconds. */
const WARM_UP = 80;
const ROUNDS = 15;
const CALLS_PER_ROUND = 4;

/**
 * The panel width whose register tiles this engine runs fastest, timed in a third of a second. `now` in milliseconds.
 * Takes the least of several times of each, by turns: what others do at the same time only adds.
 */
export function fastestPanel(
  bytes: Uint8Array,
  name: WasmKernelsOptions['name'],
  now: () => number,
): PanelWidth {
  const candidates = panelWidths.map((panel) => {
    const kernels = new WasmKernels(bytes, { name, panel });
    const [out, a] = [kernels.allocate(B * N), kernels.allocate(B * H)];
    const packed = kernels.allocatePacked(H, N);
    const run = (): void => {
      kernels.multiply(out, a, packed, B, false);
    };
    const end = now() + WARM_UP;
    while (now() < end) run();
    return { panel, kernels, run, least: Infinity };
  });
  for (let round = 0; round < ROUNDS; round++) {
    for (const candidate of candidates) {
      const start = now();
      for (let call = 0; call < CALLS_PER_ROUND; call++) candidate.run();
      candidate.least = Math.min(candidate.least, now() - start);
    }
  }
  for (const { kernels } of candidates) kernels.dispose();
  return candidates.reduce((best, each) => (each.least < best.least ? each : best)).panel;
}
