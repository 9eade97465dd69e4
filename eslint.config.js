import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Modules that reach the network, start programs or run text, and `module`, which hands out the others by name. */
const waysOut = [
  ...['net', 'tls', 'http', 'https', 'http2', 'dgram', 'dns', 'dns/promises'],
  ...['child_process', 'cluster', 'inspector', 'inspector/promises', 'vm', 'module'],
].flatMap((name) => [name, `node:${name}`]);

const noWayOut = {
  paths: waysOut.map((name) => ({
    name,
    message: 'Nothing that ships reaches the network or starts a program (docs/security.md).',
  })),
};

/**
 * Shows in the editor what breaks the layer table. scripts/layers.ts has the last word. A later block of this file
 * replaces the options of an earlier one, so these hold the ways out as well.
 */
const noEditorNorNode = {
  ...noWayOut,
  patterns: [
    {
      group: ['node:*', 'vscode'],
      message: 'This layer is pure: no Node, no editor (ARCHITECTURE.md, layers).',
    },
  ],
};

const syntaxThatNobodyUses = [
  { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
  { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
];

export default defineConfig(
  {
    ignores: [
      'dist/',
      'out/',
      'node_modules/',
      '.vscode-test/',
      '.workspaces/',
      'test-results/',
      'src/kernels/',
      'sample/',
      'test/fixtures/',
      '.dependency-cruiser.cjs',
      'eslint.config.js',
    ],
  },
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // Where the code spreads a string, it means the code points.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'no-restricted-syntax': ['error', ...syntaxThatNobodyUses],
    },
  },
  {
    // Limits of CONTRIBUTING.md, and one style for constants: texts, numbers and flags in UPPER_CASE.
    files: ['src/**'],
    rules: {
      'max-lines': ['error', 250],
      'max-lines-per-function': ['error', 60],
      '@typescript-eslint/max-params': ['error', { max: 6 }],
      '@typescript-eslint/naming-convention': [
        'error',
        {
          selector: 'variable',
          modifiers: ['const', 'global'],
          types: ['boolean', 'number', 'string'],
          format: ['UPPER_CASE'],
        },
        {
          // What is taken out of an object has the name of its member.
          selector: 'variable',
          modifiers: ['const', 'global', 'destructured'],
          types: ['boolean', 'number', 'string'],
          format: null,
        },
      ],
    },
  },
  {
    // An operation of the kernels takes all its tensors and sizes, one by one, as WebAssembly does.
    files: ['src/backend/**', 'src/core/tensor/kernels.ts'],
    rules: { '@typescript-eslint/max-params': 'off' },
  },
  {
    // Inside the loops of the maths, an index into a typed array is in range by construction.
    files: ['src/core/**', 'src/backend/**', 'test/**', 'src/cli/**', 'src/worker/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    // Nothing that ships reaches the network, by whatever name.
    files: ['src/**'],
    rules: {
      'no-restricted-imports': ['error', noWayOut],
      'no-restricted-syntax': [
        'error',
        ...syntaxThatNobodyUses,
        { selector: 'ImportExpression', message: 'Import with a statement: its module is known.' },
      ],
      'no-restricted-globals': [
        'error',
        {
          globals: [
            ...['fetch', 'XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'WebTransport', 'EventSource'],
            ...['RTCPeerConnection', 'navigator', 'importScripts', 'require', 'eval', 'Function'],
          ],
          checkGlobalObject: true,
        },
      ],
      'no-restricted-properties': ['error', { property: 'sendBeacon' }, { property: 'getBuiltinModule' }],
    },
  },
  {
    files: ['src/core/**', 'src/backend/**', 'src/protocol/**'],
    rules: { 'no-restricted-imports': ['error', noEditorNorNode] },
  },
  {
    files: ['*.config.ts', 'test/**/vitest.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
