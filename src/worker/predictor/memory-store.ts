import { decodeMemory, encodeMemory, type StoredMemory } from '../../core/memory/memory-file.ts';
import type { WorkspaceMemory } from '../../core/memory/workspace-memory.ts';
import { succeeded, type Failure, type Outcome } from '../../protocol/failure.ts';
import type { Platform } from '../platform.ts';

/** What was found where the memory should be. */
export interface OpenedMemory {
  readonly memory: StoredMemory | undefined;
  /** Why there is none although there is a file. */
  readonly problem: Failure | undefined;
}

/** Reads a stored memory. A damaged file is renamed out of the way and said so: the files are there to be read again. */
export async function openStoredMemory(path: string, platform: Platform): Promise<Outcome<OpenedMemory>> {
  const read = await platform.files.read(path);
  if (!read.ok) return read;
  if (!read.value) return succeeded({ memory: undefined, problem: undefined });
  const decoded = decodeMemory(read.value);
  if (decoded.ok) return succeeded({ memory: decoded.memory, problem: undefined });
  const aside = await platform.files.setAside(path);
  const where = aside.ok ? ` It was set aside as ${aside.value}.` : ` ${aside.failure.message}`;
  const { code, message } = decoded.failure;
  return succeeded({ memory: undefined, problem: { code, message: message + where, path } });
}

export function storeMemory(
  path: string,
  memory: WorkspaceMemory,
  platform: Platform,
): Promise<Outcome<null>> {
  return platform.files.writeWhole(path, encodeMemory(memory));
}
