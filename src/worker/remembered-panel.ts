import { panelWidths } from '../backend/fastest-panel.ts';
import type { PanelWidth } from '../backend/wasm/instance.ts';
import type { FileSystem } from './platform.ts';

/**
 * The panel width that is fastest on `engine`, from `file`, a JSON object of widths by engine; what is not there is found by
 * `time` and put there. A file that cannot be read or written costs only the time.
 */
export async function rememberedPanel(
  files: Pick<FileSystem, 'read' | 'writeWhole'>,
  file: string,
  engine: string,
  time: () => PanelWidth,
): Promise<PanelWidth> {
  const read = await files.read(file);
  const known = widthsIn(read.ok ? read.value : undefined);
  const before = known.get(engine);
  if (before !== undefined) return before;
  const panel = time();
  const all = Object.fromEntries([...known, [engine, panel]]);
  await files.writeWhole(file, new TextEncoder().encode(`${JSON.stringify(all, undefined, 1)}\n`));
  return panel;
}

/** What is not a width is passed over. */
function widthsIn(bytes: Uint8Array | undefined): Map<string, PanelWidth> {
  const widths = new Map<string, PanelWidth>();
  let found: unknown;
  try {
    found = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return widths;
  }
  if (typeof found !== 'object' || found === null) return widths;
  for (const [engine, value] of Object.entries(found)) {
    const width = panelWidths.find((panel) => panel === value);
    if (width !== undefined) widths.set(engine, width);
  }
  return widths;
}
