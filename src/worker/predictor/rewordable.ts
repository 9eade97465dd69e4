import { textStart } from '../../core/text/file-header.ts';
import type { WorkspaceMemory } from '../../core/memory/workspace-memory.ts';
import type { SourceFile } from '../../core/text/source-file.ts';

/** The files of a memory for one with another vocabulary. A text is decoded when it is asked for: they would hold the thread. */
export function rewordable(memory: WorkspaceMemory): SourceFile[] {
  return memory.remembered().map(({ path, tokens }) => ({
    path,
    get text() {
      return memory.tokenizer.decode(tokens.subarray(textStart(tokens)));
    },
  }));
}
