import * as vscode from 'vscode';
import type { ChangedFiles } from '../../protocol/predictor-contract.ts';
import type { Log } from '../log.ts';
import { ChangeGatherer } from './change-gatherer.ts';
import { isNeverSearched } from './globs.ts';
import { mapBounded } from './time-slices.ts';
import { untilQuiet } from './until-quiet.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/** More changes than this, as after a switch of branches, are dealt with by listing the whole workspace again. */
const MOST_CHANGES = 500;
const CHECKS_AT_ONCE = 8;
/** Longest time to wait for a pause in the user's typing. What was deleted is to be forgotten within a minute. */
const WAIT_AT_MOST_MILLISECONDS = 15_000;

/** What is told of changed files. Paths are as in `SourceFile.path`. */
interface ChangeListener {
  /** Whether nothing that happens there matters. */
  isIgnored(path: string): boolean;
  changed(changed: ChangedFiles): Promise<void>;
  /** @param paths - of files, and of folders with all that was in them */
  deleted(paths: readonly string[]): Promise<void>;
  /** So much has changed that only a new listing tells what there is. */
  changedThroughout(): Promise<void>;
}

interface Change {
  readonly uri: vscode.Uri;
  readonly isDeletion: boolean;
}

/**
 * Reports the files and folders that have been made, changed, renamed or deleted, in the editor or by another program.
 * What the editor saves is not reported here.
 */
export class FileChanges {
  readonly #files: WorkspaceFiles;
  readonly #listener: ChangeListener;
  readonly #log: Log;
  readonly #end = new AbortController();
  readonly #gatherer: ChangeGatherer<Change>;
  /** When the editor has saved a file, in milliseconds since 1970, by URI. */
  readonly #saves = new Map<string, number>();
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(files: WorkspaceFiles, listener: ChangeListener, log: Log) {
    this.#files = files;
    this.#listener = listener;
    this.#log = log;
    this.#gatherer = new ChangeGatherer({
      untilQuiet: (signal) => untilQuiet(signal, WAIT_AT_MOST_MILLISECONDS),
      take: (changes) => this.#take(changes),
    });
    const { workspace } = vscode;
    const watcher = workspace.createFileSystemWatcher('**/*');
    const here = (uri: vscode.Uri): void => {
      this.#note(uri, false);
    };
    const gone = (uri: vscode.Uri): void => {
      this.#note(uri, true);
    };
    this.#subscriptions = [
      watcher,
      watcher.onDidCreate(here),
      watcher.onDidChange(here),
      watcher.onDidDelete(gone),
      // Not every file system can be watched.
      workspace.onDidCreateFiles((event) => {
        event.files.forEach(here);
      }),
      workspace.onDidDeleteFiles((event) => {
        event.files.forEach(gone);
      }),
      workspace.onDidRenameFiles((event) => {
        for (const { oldUri, newUri } of event.files) {
          gone(oldUri);
          here(newUri);
        }
      }),
      workspace.onDidSaveTextDocument(({ uri }) => this.#saves.set(uri.toString(), Date.now())),
      workspace.onDidSaveNotebookDocument(({ uri }) => this.#saves.set(uri.toString(), Date.now())),
    ];
  }

  dispose(): void {
    this.#end.abort();
    this.#gatherer.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #note(uri: vscode.Uri, isDeletion: boolean): void {
    if (isNeverSearched(uri.path) || vscode.workspace.getWorkspaceFolder(uri) === undefined) return;
    if (this.#listener.isIgnored(this.#files.pathOf(uri))) return;
    this.#gatherer.note(uri.toString(), { uri, isDeletion });
  }

  async #take(changes: readonly Change[]): Promise<void> {
    try {
      const others = await this.#withoutSaves(changes);
      const isThroughout =
        others.length > MOST_CHANGES || others.some(({ uri }) => uri.path.endsWith('/.gitignore'));
      if (isThroughout || !(await this.#report(others.map(({ uri }) => uri)))) await this.#reportAll(others);
    } catch (error) {
      this.#log.warn(`Changes of files were missed: ${String(error)}`);
    }
  }

  /** Returns false if there is too much in folders that are new. */
  async #report(uris: readonly vscode.Uri[]): Promise<boolean> {
    const { signal } = this.#end;
    const found = await this.#files.within(uris, signal);
    if (found === undefined) return false;
    const paths = uris.map((uri) => this.#files.pathOf(uri));
    const alive = new Set(found.flatMap((uri) => withParents(this.#files.pathOf(uri))));
    const gone = paths.filter((path) => !alive.has(path));
    const changed = await this.#files.refer(found, signal);
    if (signal.aborted) return true;
    if (gone.length > 0) await this.#listener.deleted(gone);
    if (changed.files.length > 0) await this.#listener.changed(changed);
    return true;
  }

  async #reportAll(changes: readonly Change[]): Promise<void> {
    const { signal } = this.#end;
    const deletions = changes.filter(({ isDeletion }) => isDeletion).map(({ uri }) => uri);
    const areGone = await mapBounded(deletions, CHECKS_AT_ONCE, async (uri) => !(await exists(uri)), signal);
    if (signal.aborted) return;
    const gone = deletions.filter((_, at) => areGone[at] === true).map((uri) => this.#files.pathOf(uri));
    if (gone.length > 0) await this.#listener.deleted(gone);
    await this.#listener.changedThroughout();
  }

  /** Leaves out the files that nobody has written since the editor has saved them. */
  async #withoutSaves(changes: readonly Change[]): Promise<readonly Change[]> {
    const saves = new Map(this.#saves);
    this.#saves.clear();
    if (saves.size === 0) return changes;
    const isOther = async ({ uri }: Change): Promise<boolean> => {
      const saved = saves.get(uri.toString());
      return saved === undefined || uri.path.endsWith('/.gitignore') || !((await written(uri)) <= saved);
    };
    const areOthers = await mapBounded(changes, CHECKS_AT_ONCE, isOther, this.#end.signal);
    return changes.filter((_, at) => areOthers[at] === true);
  }
}

/** Returns `a/b/c`, `a/b` and `a` for `a/b/c`. */
function withParents(path: string): string[] {
  return [...path.matchAll(/\/|$/g)].map(({ index }) => path.slice(0, index));
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return !Number.isNaN(await written(uri));
}

/** Resolves to when a file was last written, in milliseconds since 1970; to NaN if there is none. */
async function written(uri: vscode.Uri): Promise<number> {
  try {
    return (await vscode.workspace.fs.stat(uri)).mtime;
  } catch {
    return Number.NaN;
  }
}
