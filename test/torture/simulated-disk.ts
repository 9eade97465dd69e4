import { dirname } from 'node:path';

/** A file's bytes. They are all lost, or in part, or become zeros, unless they were synced. */
interface FileNode {
  bytes: Uint8Array;
  synced: Uint8Array;
}

const FOLDER = 'folder';
type Entry = FileNode | typeof FOLDER;

/** Changes of folders that reach the disk together, or not at all: a rename is one, and changes two names. */
interface Change {
  readonly folder: string;
  readonly entries: readonly (readonly [path: string, entry: Entry | undefined])[];
}

/** What a disk holds after a crash: the bytes of each file by its path, and the folders. */
export type DiskState = ReadonlyMap<string, Content>;
export type Content = Uint8Array | typeof FOLDER;

/**
 * A disk behind a file system that keeps no order but the one that `sync` asks for. A synced file keeps its bytes but
 * perhaps not its name, which is its folder's matter; a synced folder keeps its entries. All else may reach the disk in
 * any order, or not at all, before a crash. Has the part of `node:fs/promises` that storing needs.
 */
export class SimulatedDisk {
  readonly #entries = new Map<string, Entry>([['/', FOLDER]]);
  #durable = new Map(this.#entries);
  #pending: Change[] = [];
  /** Called after each operation that changes anything. */
  changed: () => void = () => undefined;

  constructor(state: DiskState = new Map()) {
    for (const [path, content] of state)
      this.#entries.set(path, content === FOLDER ? FOLDER : fileOf(content));
    this.#durable = new Map(this.#entries);
  }

  /** Every state in which a crash at this moment may leave the disk. */
  *crashStates(): Generator<DiskState> {
    for (let subset = 0; subset < 2 ** this.#pending.length; subset++) {
      const entries = new Map(this.#durable);
      for (const [i, change] of this.#pending.entries())
        if ((subset >> i) & 1) apply(entries, change.entries);
      const isReachable = (path: string): boolean =>
        path === '/' || (entries.has(path) && isReachable(dirname(path)));
      yield* withLostBytes([...entries].filter(([path]) => isReachable(path)));
    }
  }

  // The names and parameters are those of `node:fs/promises`.

  mkdir = (path: string): Promise<string | undefined> => {
    if (this.#entries.has(path)) return Promise.resolve(undefined);
    return this.mkdir(dirname(path)).then((made) => {
      this.#change({ folder: dirname(path), entries: [[path, FOLDER]] });
      return made ?? path;
    });
  };

  open = (path: string, flags: string | number) =>
    attempt(() => {
      if (flags === 'wx') {
        if (this.#entries.has(path)) throw systemError('EEXIST');
        this.#change({ folder: dirname(path), entries: [[path, fileOf(new Uint8Array())]] });
      }
      const entry = this.#entries.get(path);
      if (entry === undefined) throw systemError('ENOENT');
      const file = entry === FOLDER ? undefined : entry;
      return {
        writeFile: (bytes: Uint8Array) =>
          attempt(() => {
            this.#write(file, bytes);
          }),
        readFile: () => attempt(() => Buffer.from(file?.bytes ?? [])),
        stat: () => this.stat(path),
        chmod: () => Promise.resolve(),
        sync: () =>
          attempt(() => {
            this.#sync(path, file);
          }),
        close: () => Promise.resolve(),
      };
    });

  writeFile = (path: string, data: string | Uint8Array, { flag = 'w' }: { flag?: string }) =>
    this.open(path, flag).then((file) => file.writeFile(Buffer.from(data as string)));

  copyFile = (from: string, to: string) =>
    this.open(from, 'r')
      .then((file) => file.readFile())
      .then((bytes) => this.writeFile(to, bytes, { flag: 'wx' }));

  rename = (from: string, to: string) =>
    attempt(() => {
      const entry = this.#entries.get(from);
      if (entry === undefined) throw systemError('ENOENT');
      const entries = [[from, undefined] as const, [to, entry] as const];
      this.#change({ folder: dirname(to), entries });
    });

  rm = (path: string) =>
    attempt(() => {
      if (this.#entries.has(path)) this.#change({ folder: dirname(path), entries: [[path, undefined]] });
    });

  stat = (path: string) =>
    attempt(() => {
      const entry = this.#entries.get(path);
      if (entry === undefined) throw systemError('ENOENT');
      const isFolder = entry === FOLDER;
      const size = isFolder ? 0 : entry.bytes.length;
      return { isFile: () => !isFolder, isDirectory: () => isFolder, size, mtimeMs: 0, ctimeMs: 0 };
    });

  lstat = this.stat;

  readdir = (folder: string) =>
    attempt(() => {
      if (!this.#entries.has(folder)) throw systemError('ENOENT');
      const inside = [...this.#entries].filter(([path]) => path !== '/' && dirname(path) === folder);
      return inside.map(([path, entry]) => ({
        name: path.slice(path.lastIndexOf('/') + 1),
        isFile: () => entry !== FOLDER,
      }));
    });

  #write(file: FileNode | undefined, bytes: Uint8Array): void {
    if (file === undefined) throw systemError('EISDIR');
    file.bytes = Uint8Array.from(bytes);
    this.changed();
  }

  #sync(path: string, file: FileNode | undefined): void {
    if (file) file.synced = file.bytes;
    else {
      const synced = this.#pending.filter(({ folder }) => folder === path);
      for (const { entries } of synced) apply(this.#durable, entries);
      this.#pending = this.#pending.filter((change) => !synced.includes(change));
    }
    this.changed();
  }

  #change(change: Change): void {
    apply(this.#entries, change.entries);
    this.#pending.push(change);
    this.changed();
  }
}

function fileOf(bytes: Uint8Array): FileNode {
  return { bytes, synced: bytes };
}

function apply(entries: Map<string, Entry>, change: Change['entries']): void {
  for (const [path, entry] of change) {
    if (entry === undefined) entries.delete(path);
    else entries.set(path, entry);
  }
}

/** All that may have become of bytes that were not synced. */
function* withLostBytes(entries: readonly (readonly [string, Entry])[]): Generator<DiskState> {
  const [first, ...others] = entries;
  if (entries.length === 0) {
    yield new Map();
    return;
  }
  const [path, entry] = first;
  for (const rest of withLostBytes(others)) {
    const contents = entry === FOLDER ? [FOLDER] : [...possibleBytes(entry)];
    for (const content of contents) yield new Map(rest).set(path, content as Content);
  }
}

function* possibleBytes({ bytes, synced }: FileNode): Generator<Uint8Array> {
  yield bytes;
  if (synced === bytes) return;
  yield synced;
  yield bytes.slice(0, bytes.length >> 1);
  yield new Uint8Array(bytes.length);
  // The second half arrived before the first.
  yield bytes.map((byte, i) => (i < bytes.length >> 1 ? 0 : byte));
}

async function attempt<T>(work: () => T): Promise<T> {
  await Promise.resolve();
  return work();
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
