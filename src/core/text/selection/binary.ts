import { fromUtf8, stringOf } from '../wtf8.ts';
import { extensionOf } from './base-name.ts';

/** Extensions of files that are not text, which therefore need not be read. */
const binaryExtensions: ReadonlySet<string> = new Set(
  [
    'png jpg jpeg gif bmp ico icns webp avif tif tiff psd ai eps xcf heic',
    'mp3 mp4 m4a ogg oga ogv opus wav flac aac avi mov mkv webm wmv',
    'zip gz tgz bz2 xz zst lz4 7z rar tar jar war ear whl egg vsix crx apk ipa deb rpm dmg iso img',
    'exe dll so dylib a lib o obj pdb class pyc pyo pyd wasm node bin elf com msi',
    'pdf doc docx xls xlsx ppt pptx odt ods odp epub mobi',
    'ttf otf woff woff2 eot',
    'sqlite sqlite3 db mdb parquet feather arrow npy npz pkl pickle h5 hdf5 pt pth onnx safetensors gguf tflite',
    'glb blend fbx dds ktx ktx2 hdr exr dat',
  ].flatMap((line) => line.split(' ')),
);

/** Whether a file's extension says that it is not text. */
export function isBinaryName(path: string): boolean {
  return binaryExtensions.has(extensionOf(path));
}

/**
 * A file's text, without its byte order mark: strict UTF-8, or UTF-16 that begins with the mark. Undefined where the
 * bytes are neither, or hold NUL characters: then the file is binary, or in some older encoding.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const text = hasMark(bytes, 0xff, 0xfe)
    ? fromUtf16(bytes, true)
    : hasMark(bytes, 0xfe, 0xff)
      ? fromUtf16(bytes, false)
      : fromUtf8(hasMark(bytes, 0xef, 0xbb, 0xbf) ? bytes.subarray(3) : bytes);
  return text?.includes('\0') ? undefined : text;
}

function hasMark(bytes: Uint8Array, ...mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function fromUtf16(bytes: Uint8Array, littleEndian: boolean): string | undefined {
  if (bytes.length % 2 !== 0) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const units = new Uint16Array(bytes.length / 2 - 1);
  for (let i = 0; i < units.length; i++) units[i] = view.getUint16(2 * i + 2, littleEndian);
  const text = stringOf(units);
  return /\p{Surrogate}/u.test(text) ? undefined : text;
}
