/**
 * The layer table of ARCHITECTURE.md as data: each layer and the layers that it may import. Everything else is an
 * error. `types` means `import type` only.
 */
const layers = {
  core: { may: ['core'] },
  backend: { may: ['backend', 'core'] },
  protocol: { may: ['protocol'], types: ['core'] },
  worker: { may: ['worker', 'core', 'backend', 'protocol'] },
  extension: { may: ['extension', 'protocol'], types: ['core'] },
  cli: { may: ['cli', 'core', 'backend', 'worker', 'protocol'] },
};

/**
 * The rooms of a layer, lowest first. A room may import itself and the rooms on lower levels; rooms on one level do not
 * import each other. Files in the layer's own folder belong to all rooms.
 */
const rooms = {
  core: [
    ['base'],
    ['tensor'],
    ['text'],
    ['model'],
    ['training'],
    ['modelfile'],
    ['memory'],
    ['mixing'],
    ['prediction'],
    ['explanation'],
    ['replay'],
  ],
  worker: [['replicas'], ['trainer', 'predictor']],
  extension: [
    ['manifest', 'statistics', 'threads'],
    ['suggestions', 'training'],
    ['workspace', 'status'],
    ['commands'],
  ],
};

const path = (names) => `^src/(${names.join('|')})/`;

const layerRules = Object.entries(layers).flatMap(([layer, { may, types = [] }]) => {
  const rules = [
    {
      name: `${layer}-imports`,
      comment: `src/${layer} may import ${[...may, ...types].join(', ')}`,
      severity: 'error',
      from: { path: path([layer]) },
      to: { path: '^src/', pathNot: path([...may, ...types]) },
    },
  ];
  if (types.length > 0) {
    rules.push({
      name: `${layer}-types-only`,
      comment: `src/${layer} may import only types from ${types.join(', ')}`,
      severity: 'error',
      from: { path: path([layer]) },
      to: { path: path(types), dependencyTypesNot: ['type-only'] },
    });
  }
  return rules;
});

const roomRules = Object.entries(rooms).flatMap(([layer, levels]) =>
  levels.flatMap((level, height) =>
    level.map((room) => {
      const may = [room, ...levels.slice(0, height).flat()];
      return {
        name: `${layer}-${room}-imports`,
        comment: `in src/${layer}, ${room} may import ${may.join(', ')}`,
        severity: 'error',
        from: { path: `^src/${layer}/${room}/` },
        to: { path: `^src/${layer}/[^/]+/`, pathNot: `^src/${layer}/(${may.join('|')})/` },
      };
    }),
  ),
);

module.exports = {
  forbidden: [
    ...layerRules,
    ...roomRules,
    {
      name: 'replay-only-measures',
      comment: 'what users run does not import the simulated typist: only `tacit evaluate` does',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(core/replay|cli/evaluate)' },
      to: { path: '^src/core/replay/' },
    },
    {
      name: 'core-is-pure',
      comment: 'src/core knows neither the editor, nor Node, nor WebAssembly',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'vscode-only-in-extension',
      comment: 'only src/extension sees vscode',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/extension/' },
      to: { path: '^vscode$' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/kernels/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.cjs', '.mjs'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
