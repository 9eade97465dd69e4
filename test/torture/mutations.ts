import type { Random } from '../../src/core/tensor/random.ts';

/** A kind of file that Tacit stores, as far as a forger knows it. */
export interface FileFormat {
  /** Whole files. */
  readonly examples: readonly Uint8Array[];
  /** Where its JSON is. */
  jsonOf(bytes: Uint8Array): { readonly from: number; readonly to: number };
  /** Puts right what says how long the JSON is, if anything does, and the checksum, if there is one. */
  signed(bytes: Uint8Array): Uint8Array<ArrayBuffer>;
}

/** Changes a whole file in some way that its checksum does not show. */
export type Mutation = (format: FileFormat, random: Random) => Uint8Array;

export function pick<T>(random: Random, items: readonly T[]): T {
  return items[random.below(items.length)];
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    bytes.set(part, end);
    end += part.length;
  }
  return bytes;
}

const copyOf = (format: FileFormat, random: Random): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(pick(random, format.examples));

const signs = [...'0123456789-.eE"\\,:[]{} xu\u001b'].map((sign) => sign.charCodeAt(0));
const numbers = ['0', '-1', '1', '2', '0.5', '1e-300', '1e300', '1e999', '-0', '65536', '16777216'];
const others = [
  'null',
  '""',
  '[]',
  '{}',
  'true',
  '9007199254740991',
  '-9007199254740993',
  '18446744073709551615',
];
const keys = ['__proto__', 'constructor', 'toString', '', 'length'];

/** Changes some bits anywhere in the file. */
const withOtherBits: Mutation = (format, random) => {
  const bytes = copyOf(format, random);
  for (let left = 1 + random.below(3); left > 0; left--) {
    bytes[random.below(bytes.length)] ^= 1 << random.below(8);
  }
  return format.signed(bytes);
};

/** Writes other signs into the JSON, which are more often JSON than other bits are. */
const withOtherSigns: Mutation = (format, random) => {
  const bytes = copyOf(format, random);
  const { from, to } = format.jsonOf(bytes);
  for (let left = 1 + random.below(2); left > 0; left--) {
    bytes[from + random.below(to - from)] = pick(random, signs);
  }
  return format.signed(bytes);
};

/** Replaces a stretch of the JSON, which `change` chooses. */
function withOtherJson(
  change: (json: string, random: Random) => readonly [from: number, to: number, text: string],
): Mutation {
  return (format, random) => {
    const bytes = copyOf(format, random);
    const at = format.jsonOf(bytes);
    const json = Buffer.from(bytes.subarray(at.from, at.to)).toString('latin1');
    const [from, to, text] = change(json, random);
    const other = Buffer.from(json.slice(0, from) + text + json.slice(to), 'latin1');
    return format.signed(concat(bytes.subarray(0, at.from), other, bytes.subarray(at.to)));
  };
}

/** Writes another number, or something else, in the place of a number. */
const withOtherNumbers = withOtherJson((json, random) => {
  const found = pick(random, [...json.matchAll(/-?\d[\d.]*(?:e-?\d+)?/g)]);
  return [found.index, found.index + found[0].length, pick(random, [...numbers, ...others])];
});

/** Adds a member that has the name of what objects inherit, or of another member. */
const withOtherKeys = withOtherJson((json, random) => {
  const found = pick(random, [...json.matchAll(/\{(?=\\?")/g)]);
  const quote = json.startsWith('{\\"', found.index) ? '\\"' : '"';
  const known = [...json.matchAll(/"(\w+)\\?":/g)].map(([, key]) => key);
  const member = `${quote}${pick(random, [...keys, ...known])}${quote}:${pick(random, [...numbers, ...others.slice(2)])},`;
  return [found.index + 1, found.index + 1, member];
});

/** Leaves out a stretch of the JSON, or has it twice. */
const withOtherStretches = withOtherJson((json, random) => {
  const from = random.below(json.length);
  const to = Math.min(json.length, from + random.below(200));
  return [from, to, random.below(2) === 0 ? '' : json.slice(from, to).repeat(2)];
});

/** Cuts the file off, or adds to it. */
const withOtherLengths: Mutation = (format, random) => {
  const bytes = copyOf(format, random);
  const length = random.below(2) === 0 ? random.below(bytes.length) : bytes.length + random.below(64) - 32;
  return format.signed(concat(bytes, new Uint8Array(64)).slice(0, length));
};

/** Exchanges two stretches of one length. */
const withSwappedSections: Mutation = (format, random) => {
  const bytes = copyOf(format, random);
  const length = 1 + random.below(Math.floor(bytes.length / 3));
  const first = random.below(bytes.length - 2 * length + 1);
  const second = first + length + random.below(bytes.length - first - 2 * length + 1);
  const other = bytes.slice(first, first + length);
  bytes.copyWithin(first, second, second + length);
  bytes.set(other, second);
  return format.signed(bytes);
};

/** Joins the JSON of one file and the rest of another. */
const withOtherRest: Mutation = (format, random) => {
  const [one, other] = [copyOf(format, random), copyOf(format, random)];
  return format.signed(
    concat(one.subarray(0, format.jsonOf(one).to), other.subarray(format.jsonOf(other).to)),
  );
};

/** Ways to change any kind of file. */
export const mutations: Readonly<Record<string, Mutation>> = {
  bits: withOtherBits,
  signs: withOtherSigns,
  numbers: withOtherNumbers,
  keys: withOtherKeys,
  stretches: withOtherStretches,
  lengths: withOtherLengths,
  sections: withSwappedSections,
  rest: withOtherRest,
};
