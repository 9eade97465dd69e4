import * as vscode from 'vscode';
import type { Lock, Platform } from '../platform.ts';

/** The lock if nothing is stored: no other window can interfere. */
const windowLock: Lock = { onLost: () => undefined, release: () => Promise.resolve() };

/**
 * Where the workspace's model and memory are stored: in the editor's storage for this workspace, never in the user's
 * folders. The threads write the files; this class only knows their paths. Without a disk, model and memory only live
 * as long as the window.
 */
export class WorkspaceStorage {
  readonly #platform: Platform;
  readonly #folder: string | undefined;
  #seen: number | undefined;

  constructor(platform: Platform, storage: vscode.Uri | undefined) {
    this.#platform = platform;
    this.#folder = storage?.scheme === 'file' ? storage.fsPath : undefined;
  }

  get modelPath(): string | undefined {
    return this.#pathOf('workspace.safetensors');
  }

  get memoryPath(): string | undefined {
    return this.#pathOf('workspace.memory');
  }

  async hasMemory(): Promise<boolean> {
    const path = this.memoryPath;
    return path !== undefined && (await this.#platform.lastWritten(path)) !== undefined;
  }

  /** Resolves to undefined while another window holds the lock. */
  acquireLock(): Promise<Lock | undefined> {
    return this.#folder === undefined
      ? Promise.resolve(windowLock)
      : this.#platform.acquireLock(this.#folder);
  }

  /** Resolves to the path of the stored model, or to undefined if none was written since the last call. */
  async newModel(): Promise<string | undefined> {
    const path = this.modelPath;
    const written = path === undefined ? undefined : await this.#platform.lastWritten(path);
    if (written === undefined || written === this.#seen) return undefined;
    this.#seen = written;
    return path;
  }

  #pathOf(name: string): string | undefined {
    return this.#folder === undefined
      ? undefined
      : vscode.Uri.joinPath(vscode.Uri.file(this.#folder), name).fsPath;
  }
}
