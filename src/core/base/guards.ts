/** Checks of what was read from a file: small guards that are combined to describe a whole type. */
export type Guard<T> = (value: unknown) => value is T;

export const isText: Guard<string> = (value) => typeof value === 'string';
export const isFlag: Guard<boolean> = (value) => typeof value === 'boolean';

/** A finite number, lowest to highest. */
export function numberFrom(lowest: number, highest = Number.MAX_VALUE): Guard<number> {
  return (value): value is number => typeof value === 'number' && value >= lowest && value <= highest;
}

export function integerFrom(lowest: number, highest = Number.MAX_SAFE_INTEGER): Guard<number> {
  return (value): value is number => Number.isInteger(value) && numberFrom(lowest, highest)(value);
}

export function constant<const T>(...values: readonly T[]): Guard<T> {
  return (value): value is T => values.some((allowed) => allowed === value);
}

export function listOf<T>(isItem: Guard<T>): Guard<readonly T[]> {
  // Unlike `every`, this sees the holes of a sparse list.
  return (value): value is readonly T[] =>
    Array.isArray(value) && value.findIndex((item) => !isItem(item)) < 0;
}

/** A value of either type. */
export function either<A, B>(isA: Guard<A>, isB: Guard<B>): Guard<A | B> {
  return (value): value is A | B => isA(value) || isB(value);
}

/** A member that may be missing. */
export function optional<T>(isT: Guard<T>): Guard<T> {
  return (value): value is T => value === undefined || isT(value);
}

/** An object that is not an array: values by name. */
export const isTable: Guard<Readonly<Record<string, unknown>>> = (value): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A table that has these members, and perhaps others. */
export function tableOf<T extends object>(members: { readonly [K in keyof T]-?: Guard<T[K]> }): Guard<T> {
  const guards = Object.entries<Guard<unknown>>(members);
  return (value): value is T => isTable(value) && guards.every(([name, isMember]) => isMember(value[name]));
}

/** A table that lacks some of these members, or none, and may have others. */
export function partOf<T extends object>(members: {
  readonly [K in keyof T]-?: Guard<T[K]>;
}): Guard<Partial<T>> {
  const guards = Object.entries<Guard<unknown>>(members);
  return (value): value is Partial<T> =>
    isTable(value) &&
    guards.every(([name, isMember]) => !Object.hasOwn(value, name) || isMember(value[name]));
}

/** Whether a value can be written as JSON. */
export function isJson(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return true;
  } catch {
    return false;
  }
}
