import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ledgerLines,
  newLine,
  weatherLines,
  writeBinaries,
  writeDistinctFiles,
  writeEncodings,
  writeHugeFile,
  writeNotebooks,
  writeProject,
  writeText,
  writeUnreadable,
} from './fixtures.ts';

/** What one gets who has set nothing. */
const defaultGate = { 'tacit.suggest.threshold': null };

/** One start of the editor, and the test file that runs in it. */
export interface Scenario {
  /** The test file is `NAME.test.ts`. */
  readonly name: string;
  /** The scenarios of one user run in their order here, and share the workspace and all that the editor stores. */
  readonly user: string;
  /** When false the workspace opens in Restricted Mode. */
  readonly trusted: boolean;
  /** Whether the system calls of the editor are traced, and judged when it has ended. */
  readonly isTraced?: true;
  /** The user's settings at this start. */
  readonly settings: Readonly<Record<string, unknown>>;
  /**
   * Writes the files that the scenario needs, and returns the path to open.
   *
   * @param home - the user's folder: the scenario fills `workspace`, the rest belongs to the editor
   */
  prepare(home: string): Promise<string>;
}

const trusted = true;

/** The bundled extension `timer-watch`. Scenarios that need it install it like any other extension. */
const timerWatch = join(import.meta.dirname, '..', '..', 'out', 'host', 'timer-watch');

/** Opens one folder, after `fill` has filled it. */
function folder(fill?: (folder: string) => Promise<unknown>): Scenario['prepare'] {
  return async (home) => {
    const workspace = join(home, 'workspace');
    await mkdir(workspace, { recursive: true });
    await fill?.(workspace);
    return workspace;
  };
}

const ledger = folder((workspace) => writeProject(workspace, ledgerLines));

export const scenarios: readonly Scenario[] = [
  { name: 'first-start', user: 'ledger', trusted, settings: {}, prepare: ledger },
  {
    name: 'second-start',
    user: 'ledger',
    trusted,
    settings: { 'tacit.train.auto': false },
    prepare: folder(),
  },
  // The same folder, which the editor gives another storage now that a workspace file opens it.
  {
    name: 'second-start',
    user: 'ledger',
    trusted,
    settings: { 'tacit.train.auto': false },
    prepare: async (home) => {
      const file = join(home, 'same-folder.code-workspace');
      await writeText(file, JSON.stringify({ folders: [{ path: 'workspace' }] }));
      return file;
    },
  },
  {
    name: 'damaged-model',
    user: 'ledger',
    trusted,
    settings: { 'tacit.train.auto': false },
    prepare: async (home) => {
      await damageModels(home);
      return join(home, 'workspace');
    },
  },
  { name: 'memory', user: 'newcomer', trusted, settings: {}, prepare: ledger },
  { name: 'erasure', user: 'forgetter', trusted, settings: {}, prepare: ledger },
  {
    name: 'taken',
    user: 'taker',
    trusted,
    settings: { 'tacit.train.minutes': 0.5, ...defaultGate },
    prepare: ledger,
  },
  {
    name: 'checkout',
    user: 'switcher',
    trusted,
    settings: { 'tacit.train.auto': true, 'tacit.train.minutes': 0.5, 'tacit.train.exclude': ['excluded'] },
    prepare: folder(writeBranches),
  },
  { name: 'multi-root', user: 'two-roots', trusted, settings: {}, prepare: twoRoots },
  {
    name: 'crowded',
    user: 'crowded',
    trusted,
    settings: { 'files.exclude': { '**/.gitignore': true } },
    prepare: crowdedRoots,
  },
  {
    name: 'restricted-mode',
    user: 'stranger',
    trusted: false,
    settings: { 'security.workspace.trust.startupPrompt': 'never' },
    prepare: ledger,
  },
  {
    name: 'idle',
    user: 'idler',
    trusted,
    settings: {},
    prepare: withTimerWatch(ledger),
  },
  { name: 'disposal', user: 'leaver', trusted, settings: {}, prepare: withTimerWatch(ledger) },
  { name: 'nothing-to-learn', user: 'empty', trusted, settings: {}, prepare: folder() },
  { name: 'nothing-to-learn', user: 'binaries', trusted, settings: {}, prepare: folder(writeBinaries) },
  {
    name: 'odd-files',
    user: 'odd-files',
    trusted,
    settings: {},
    prepare: folder(async (workspace) => {
      await writeProject(workspace, ledgerLines);
      await writeHugeFile(join(workspace, 'huge.ts'));
      await writeText(join(workspace, 'long.ts'), longText());
      await writeUnreadable(join(workspace, 'unreadable'));
      await writeBinaries(join(workspace, 'assets'));
    }),
  },
  {
    name: 'encodings',
    user: 'traditionalist',
    trusted,
    settings: {
      'files.encoding': 'gbk',
      '[bat]': { 'files.encoding': 'cp437' },
      '[ini]': { 'files.autoGuessEncoding': true },
      'tacit.train.minutes': 0.5,
    },
    prepare: folder(writeEncodings),
  },
  {
    name: 'no-network',
    user: 'listener',
    trusted,
    isTraced: true,
    settings: { 'tacit.train.auto': false, 'tacit.train.minutes': 0.5, 'tacit.train.threads': 2 },
    prepare: ledger,
  },
  { name: 'notebooks', user: 'scientist', trusted, settings: {}, prepare: folder(writeNotebooks) },
];

/** Also installs the extension `timer-watch`. */
function withTimerWatch(prepare: Scenario['prepare']): Scenario['prepare'] {
  return async (home) => {
    await cp(timerWatch, join(home, 'extensions', 'tacit-tests.timer-watch-0.0.0'), { recursive: true });
    return prepare(home);
  };
}

/** 70,000 lines in 3 MB, the last of which say something that no other file says. */
function longText(): string {
  const lines = Array.from({ length: 70_000 }, (_, line) => ledgerLines[(line * 7) % ledgerLines.length]);
  const last = Array.from({ length: 40 }, () => `${newLine.typed}${newLine.rest}`);
  return `${[...lines, ...last].join('\n')}\n`;
}

async function twoRoots(home: string): Promise<string> {
  const roots = { ledger: ledgerLines, weather: weatherLines };
  for (const [name, lines] of Object.entries(roots)) await writeProject(join(home, 'workspace', name), lines);
  return openBoth(home, Object.keys(roots));
}

/**
 * Fills two folders. In the first, most files are empty; there are more than Tacit lists. A few that are not empty are
 * made when it is open, before anybody could be told.
 */
async function crowdedRoots(home: string): Promise<string> {
  const [crowd, ledger] = ['crowd', 'ledger'].map((name) => join(home, 'workspace', name));
  for (let file = 0; file < 12_000; file++) {
    await writeText(join(crowd, `folder-${file % 100}`, `file-${file}.ts`), '');
  }
  for (const name of ['open', 'beside', 'also-beside']) {
    await writeText(join(crowd, 'far', 'away', `${name}.ts`), `export const ${name} = near(${name});\n`);
  }
  await writeDistinctFiles(join(ledger, 'src'), ledgerLines, 24);
  await writeText(join(ledger, 'made', '.gitignore'), '*\n');
  await writeDistinctFiles(join(ledger, 'made'), ['made(by, a, program);'], 10);
  await writeText(join(ledger, '.gitignore'), '*.log\n');
  return openBoth(home, ['crowd', 'ledger']);
}

async function openBoth(home: string, names: readonly string[]): Promise<string> {
  const file = join(home, 'workspace', 'both.code-workspace');
  await writeText(file, JSON.stringify({ folders: names.map((path) => ({ path })) }));
  return file;
}

/** Makes a repository with branches of 24, 30 and 1,024 files, and checks out the first. */
async function writeBranches(workspace: string): Promise<void> {
  const git = (...words: readonly string[]): void => {
    const author = ['-c', 'user.name=Tester', '-c', 'user.email=tester@example.com'];
    execFileSync('git', ['-C', workspace, ...author, ...words], { stdio: 'ignore' });
  };
  const commit = (branch: string): void => {
    git('checkout', '-b', branch);
    git('add', '--all');
    git('commit', '--message', branch);
  };
  git('init');
  await writeDistinctFiles(join(workspace, 'src'), ledgerLines, 24);
  await writeText(join(workspace, '.gitignore'), 'dist/\n');
  commit('ledger');
  await rm(join(workspace, 'src'), { recursive: true });
  await writeDistinctFiles(join(workspace, 'src'), [`${newLine.typed}${newLine.rest}`], 30);
  commit('other');
  git('checkout', 'ledger');
  await writeDistinctFiles(join(workspace, 'many'), [], 1000);
  commit('large');
  git('checkout', 'ledger');
}

/** Cuts every stored model file in half. */
async function damageModels(home: string): Promise<void> {
  const names = await readdir(home, { recursive: true, withFileTypes: true });
  const models = names.filter((entry) => entry.isFile() && entry.name.endsWith('.safetensors'));
  if (models.length === 0) throw new Error(`The earlier starts left no model file under ${home}.`);
  for (const { parentPath, name } of models) await truncate(join(parentPath, name), 2000);
}
