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
