import * as vscode from 'vscode';
import type { Lock, Platform } from '../platform.ts';

const freeOfLock: Lock = { onLost: () => undefined, release: () => Promise.resolve() };

/**
 * Where the workspace's model and memory are kept: in the editor's storage for this workspace, never in the user's
 * tree. The threads write the files; here is only known where they are. Without a disk to keep them on, they live as
 * long as the window.
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

  #pathOf(name: string): string | undefined {
    return this.#folder === undefined
      ? undefined
      : vscode.Uri.joinPath(vscode.Uri.file(this.#folder), name).fsPath;
  }
}
