/** Writes messages of protocol buffers: https://protobuf.dev/programming-guides/encoding/ */
const [varintType, lengthType] = [0, 2];

/** A field with a whole number of at least 0. */
export function number(field: number, value: number): Buffer {
  return Buffer.concat([varint((field << 3) | varintType), varint(value)]);
}

export function bytes(field: number, value: Uint8Array): Buffer {
  return Buffer.concat([varint((field << 3) | lengthType), varint(value.length), value]);
}

export function text(field: number, value: string): Buffer {
  return bytes(field, Buffer.from(value));
}

/** A field with a message of these fields. */
export function message(field: number, ...fields: readonly Buffer[]): Buffer {
  return bytes(field, Buffer.concat(fields));
}

/** Seven bits in each byte, the lowest first. All bytes but the last have their highest bit set. */
function varint(value: number): Buffer {
  const out: number[] = [];
  let rest = value;
  while (rest > 127) {
    out.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
  return Buffer.from(out);
}
