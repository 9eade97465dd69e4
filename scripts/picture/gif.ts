import gifenc from 'gifenc';
import { PNG } from 'pngjs';

export interface Frame {
  /** The whole picture, in the same size in all frames. */
  readonly png: Buffer;
  /** How long it is shown. */
  readonly milliseconds: number;
}

/** Bits of a pixel: 127 colours, and one index that leaves a pixel as it was. */
const BITS = 7;

/** An animated GIF that repeats for ever. To keep it small, each frame draws only the pixels that changed. */
export function encodeGif(frames: readonly Frame[]): Uint8Array {
  const pictures = frames.map(({ png }) => PNG.sync.read(png));
  const palette = commonPalette(pictures.map(({ data }) => data));
  const unchanged = palette.length;
  const gif = gifenc.GIFEncoder();
  let before: Uint8Array | undefined;
  for (const [i, { width, height, data }] of pictures.entries()) {
    const indices = gifenc.applyPalette(data, palette);
    const changed = before
      ? indices.map((index, at) => (index === before?.[at] ? unchanged : index))
      : indices;
    gif.writeFrame(changed, width, height, {
      ...(before ? {} : { palette: [...palette, [0, 0, 0]] }),
      delay: frames[i]?.milliseconds ?? 0,
      transparent: before !== undefined,
      transparentIndex: unchanged,
      dispose: 1,
      colorDepth: BITS,
    });
    before = indices;
  }
  gif.finish();
  return gif.bytes();
}

/** The colours that serve the changed pixels of all pictures best. */
function commonPalette(pictures: readonly Uint8Array[]) {
  const changed = pictures.flatMap((pixels, i) => {
    const before = i === 0 ? undefined : pictures[i - 1];
    return [...changedPixels(pixels, before)];
  });
  return gifenc.quantize(Uint8Array.from(changed.flatMap((pixel) => [...pixel])), 2 ** BITS - 1);
}

/** The pixels, four bytes each, that differ from those of the picture before; all of them where there is none. */
function* changedPixels(pixels: Uint8Array, before: Uint8Array | undefined) {
  for (let at = 0; at < pixels.length; at += 4) {
    const pixel = pixels.subarray(at, at + 4);
    if (!before || pixel.some((byte, channel) => byte !== before[at + channel])) yield pixel;
  }
}
