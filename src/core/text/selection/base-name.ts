/** The last part of a path, in lower case, to which the rules about names apply. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}

/** What follows the last dot of a name, in lower case; empty if there is no dot. */
export function extensionOf(path: string): string {
  const name = baseName(path);
  return name.slice(name.lastIndexOf('.') + 1 || name.length);
}
