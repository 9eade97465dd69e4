import { readdirSync } from 'node:fs';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

const layers = readdirSync('src').filter((layer) => layer !== 'kernels');

const modules = [
  ...['net', 'tls', 'http', 'https', 'http2', 'dgram', 'dns', 'dns/promises', 'child_process', 'cluster'],
  ...['inspector', 'vm', 'module'],
].flatMap((name) => [name, `node:${name}`]);

/** Each line reaches for the network or for what may hand it out, or runs a text as a program. */
const offences = [
  ...modules.map((name, at) => `import * as module${at} from '${name}';`),
  "export { connect } from 'node:net';",
  "import type { Socket } from 'node:net';",
  "const late = await import('node:net');",
  "const required = require('node:net');",
  "const builtIn = process.getBuiltinModule('node:net');",
  "await fetch('https://example.com');",
  "await globalThis.fetch('https://example.com');",
  "new WebSocket('wss://example.com');",
  'new XMLHttpRequest();',
  "new EventSource('https://example.com');",
  "navigator.sendBeacon('https://example.com');",
  "self.navigator.sendBeacon('https://example.com');",
  "eval('1');",
  "new Function('return 1');",
];

// Without types, since the files of these texts are not there. Those rules do not look for ways out.
const eslint = new ESLint({
  overrideConfig: [
    tseslint.configs.disableTypeChecked,
    { languageOptions: { parserOptions: { projectService: false } } },
  ],
});
const rules = ['imports', 'syntax', 'globals', 'properties'].map((what) => `no-restricted-${what}`);

async function reportedLines(layer: string, text: string): Promise<readonly string[]> {
  const [{ messages }] = await eslint.lintText(text, { filePath: `src/${layer}/offending.ts` });
  const lines = text.split('\n');
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  return messages.flatMap(({ ruleId, line }) => (rules.includes(ruleId ?? '') ? [lines[line - 1]] : []));
}

describe.each(layers)('in src/%s, the lint', (layer) => {
  it('forbids every way out', async () => {
    const reported = new Set(await reportedLines(layer, offences.join('\n')));
    expect(offences.filter((line) => !reported.has(line))).toEqual([]);
  });

  it('allows what reaches nobody', async () => {
    const harmless = "import { first } from './first.ts';\nexport const sum = first + 1;\n";
    expect(await reportedLines(layer, harmless)).toEqual([]);
  });
});

it.each(['core', 'backend', 'protocol'])('src/%s stays pure as well', async (layer) => {
  const impure = ["import { join } from 'node:path';", "import * as vscode from 'vscode';"];
  expect(await reportedLines(layer, impure.join('\n'))).toEqual(impure);
});
