import { cp, mkdir, readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ledgerLines,
  weatherLines,
  writeBinaries,
  writeEncodings,
  writeHugeFile,
  writeNotebooks,
  writeProject,
  writeText,
  writeUnreadable,
} from './fixtures.ts';

/** One start of the editor, and the test file that runs in it. */
export interface Scenario {
  /** The test file is `NAME.test.ts`. */
  readonly name: string;
  /** The scenarios of one user run in their order here, and share the workspace and all that the editor stores. */
  readonly user: string;
  /** When false the workspace opens in Restricted Mode. */
  readonly trusted: boolean;
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
  { name: 'multi-root', user: 'two-roots', trusted, settings: {}, prepare: twoRoots },
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
  { name: 'notebooks', user: 'scientist', trusted, settings: {}, prepare: folder(writeNotebooks) },
];

/** Also installs the extension `timer-watch`. */
function withTimerWatch(prepare: Scenario['prepare']): Scenario['prepare'] {
  return async (home) => {
    await cp(timerWatch, join(home, 'extensions', 'tacit-tests.timer-watch-0.0.0'), { recursive: true });
    return prepare(home);
  };
}

async function twoRoots(home: string): Promise<string> {
  const roots = { ledger: ledgerLines, weather: weatherLines };
  for (const [name, lines] of Object.entries(roots)) await writeProject(join(home, 'workspace', name), lines);
  const file = join(home, 'workspace', 'both.code-workspace');
  const folders = Object.keys(roots).map((path) => ({ path }));
  await writeText(file, JSON.stringify({ folders }));
  return file;
}

/** Cuts every stored model file in half. */
async function damageModels(home: string): Promise<void> {
  const names = await readdir(home, { recursive: true, withFileTypes: true });
  const models = names.filter((entry) => entry.isFile() && entry.name.endsWith('.safetensors'));
  if (models.length === 0) throw new Error(`The earlier starts left no model file under ${home}.`);
  for (const { parentPath, name } of models) await truncate(join(parentPath, name), 2000);
}
