import type * as vscode from 'vscode';
import type { Platform } from '../platform.ts';
import { globalFile } from './global-file.ts';

/** Set where everything was erased and the user has not asked for a training since. */
export const ERASED_KEY = 'erased';

/** What the editor keeps for Tacit, on the disk and elsewhere. */
export class Erasure {
  readonly #context: Pick<
    vscode.ExtensionContext,
    'globalStorageUri' | 'storageUri' | 'globalState' | 'workspaceState'
  >;
  readonly #platform: Pick<Platform, 'removeFolder'>;

  constructor(
    context: Pick<
      vscode.ExtensionContext,
      'globalStorageUri' | 'storageUri' | 'globalState' | 'workspaceState'
    >,
    platform: Pick<Platform, 'removeFolder'>,
  ) {
    this.#context = context;
    this.#platform = platform;
  }

  get isErased(): boolean {
    return this.#context.workspaceState.get(ERASED_KEY, false);
  }

  /** Called when the user lets Tacit learn here again. */
  async end(): Promise<void> {
    await this.#context.workspaceState.update(ERASED_KEY, undefined);
  }

  /** Removes it all, for all workspaces on this machine. Only that this workspace was erased is kept. */
  async perform(): Promise<void> {
    const { globalState, workspaceState, storageUri } = this.#context;
    await workspaceState.update(ERASED_KEY, true);
    const folders = [
      globalFile(this.#context),
      storageUri?.scheme === 'file' ? storageUri.fsPath : undefined,
    ];
    for (const folder of folders) if (folder !== undefined) await this.#platform.removeFolder(folder);
    for (const state of [globalState, workspaceState]) {
      for (const key of state.keys()) if (key !== ERASED_KEY) await state.update(key, undefined);
    }
  }
}
