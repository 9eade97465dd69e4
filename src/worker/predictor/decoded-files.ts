import { textStart } from '../../core/text/file-header.ts';
import type { WorkspaceMemory } from '../../core/memory/workspace-memory.ts';
import type { SourceFile } from '../../core/text/source-file.ts';

/**
 * The files of a memory, to be remembered in another vocabulary. Each text is decoded when it is read, since decoding
 * all at once would hold up the thread.
 */
export function decodedFiles(memory: WorkspaceMemory): SourceFile[] {
  return memory.remembered().map(({ path, tokens }) => ({
    path,
    get text() {
      return memory.tokenizer.decode(tokens.subarray(textStart(tokens)));
    },
  }));
}
