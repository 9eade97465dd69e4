import { finish } from '../../../src/core/base/bounded-work.ts';
import type { WorkspaceMemory } from '../../../src/core/memory/workspace-memory.ts';
import type { SourceFile } from '../../../src/core/text/source-file.ts';

/** Adds or replaces one file. Returns the paths that gave way to it, perhaps its own. */
export function setFile(memory: WorkspaceMemory, file: SourceFile): readonly string[] {
  return finish(memory.setAll([file]));
}
