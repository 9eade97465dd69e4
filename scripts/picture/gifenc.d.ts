/** The part of gifenc's interface that the picture needs; the package brings no types. */
declare module 'gifenc' {
  type Colour = readonly [red: number, green: number, blue: number];

  interface FrameOptions {
    /** Written as the picture's colour table with the first frame. */
    readonly palette?: readonly Colour[];
    /** Milliseconds for which the frame is shown. */
    readonly delay: number;
    readonly transparent?: boolean;
    readonly transparentIndex?: number;
    /** 1 leaves what the frame drew for the next one. */
    readonly dispose?: number;
    /** Bits of an index. */
    readonly colorDepth?: number;
  }

  interface Encoder {
    writeFrame(indices: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array;
  }

  const gifenc: {
    GIFEncoder(): Encoder;
    quantize(rgba: Uint8Array, mostColours: number): Colour[];
    applyPalette(rgba: Uint8Array, palette: readonly Colour[]): Uint8Array;
  };
  export = gifenc;
}
