import * as vscode from 'vscode';
import type { Lock, Platform } from './platform.ts';

const freeOfLock: Lock = { onLost: () => undefined, release: () => Promise.resolve() };

/**
 * Where the workspace's model is kept: in the editor's storage for this workspace, never in the user's tree. The
 * trainer writes the file; here is only known where it is. Without a disk to keep it on, a model lives in memory.
 */
export class ModelStore {
  readonly #platform: Platform;
  readonly #folder: string | undefined;
  #seen: number | undefined;

  constructor(platform: Platform, storage: vscode.Uri | undefined) {
    this.#platform = platform;
    this.#folder = storage?.scheme === 'file' ? storage.fsPath : undefined;
  }

  get modelPath(): string | undefined {
    return this.#folder === undefined
      ? undefined
      : vscode.Uri.joinPath(vscode.Uri.file(this.#folder), 'workspace.safetensors').fsPath;
  }

  /** The right to train into this store; undefined while another window has it. */
  acquireLock(): Promise<Lock | undefined> {
    return this.#folder === undefined
      ? Promise.resolve(freeOfLock)
      : this.#platform.acquireLock(this.#folder);
  }

  /** The path of the stored model, if there is one that was written since this was last asked. */
  async newModel(): Promise<string | undefined> {
    const path = this.modelPath;
    const written = path === undefined ? undefined : await this.#platform.lastWritten(path);
    if (written === undefined || written === this.#seen) return undefined;
    this.#seen = written;
    return path;
  }
}
