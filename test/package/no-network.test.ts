import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** All that the shipped code may import at run time: nothing among them can open a socket or start a program. */
const allowedModules = [
  'vscode',
  'fs', // as chardet calls it
  ...[
    'buffer',
    'crypto',
    'fs',
    'fs/promises',
    'os',
    'path',
    'perf_hooks',
    'readline',
    'util',
    'worker_threads',
  ].map((name) => `node:${name}`),
];

/** Names by which JavaScript reaches the network, or modules that the bundler has not seen, without an import. */
const waysOut =
  /\b(?:fetch|XMLHttpRequest|WebSocket|WebSocketStream|WebTransport|EventSource|RTCPeerConnection|sendBeacon|getBuiltinModule|createRequire|eval)\b/g;

interface Metafile {
  readonly outputs: Readonly<Record<string, { readonly imports: readonly { readonly path: string }[] }>>;
}

/** What `npm run build` has left in dist/. */
function built(name: string): string {
  return readFileSync(new URL(`../../dist/${name}`, import.meta.url), 'utf8');
}

describe.each([
  ['extension', 'extension.cjs', 'vscode'],
  ['worker', 'worker.js', 'node:worker_threads'],
  ['cli', 'cli.js', 'node:fs'],
])('the bundle %s', (bundle, file, known) => {
  it('imports no module that could reach the network', () => {
    const { outputs } = JSON.parse(built(`meta-${bundle}.json`)) as Metafile;
    const imports = outputs[`dist/${file}`].imports.map(({ path }) => path);
    expect(imports).toContain(known); // or else the list is not what the bundle imports
    expect(imports.filter((path) => !allowedModules.includes(path))).toEqual([]);
  });

  it('names no other way out', () => {
    expect(built(file).match(waysOut) ?? []).toEqual([]);
  });
});

it('a webview, if there ever is one, has a policy that forbids connections', () => {
  const extension = built('extension.cjs');
  const count = (pattern: RegExp): number => extension.match(pattern)?.length ?? 0;
  const webviews = count(/createWebviewPanel|registerWebviewViewProvider|registerCustomEditorProvider/g);
  expect(count(/default-src 'none'/g)).toBeGreaterThanOrEqual(webviews);
  expect(count(/connect-src/g)).toBe(0);
});
