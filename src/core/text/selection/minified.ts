import { baseName, extensionOf } from './base-name.ts';

/** Extensions of prose, whose paragraphs may be lines of any length. */
const proseExtensions: ReadonlySet<string> = new Set([
  'md',
  'mdx',
  'markdown',
  'txt',
  'rst',
  'adoc',
  'org',
  'tex',
]);

/** A longer line may be made by a machine. */
const LONG_LINE = 400;
/** About one in six characters of prose is a blank, but at most one in twenty of minified code. */
const BLANKS_OF_PROSE = 1 / 10;
/** Chinese and Japanese prose has no blanks, but hardly an ASCII letter either. */
const NON_ASCII_OF_PROSE = 1 / 5;
/** A file is minified if more than this share of it is in such lines. */
const DENSE_SHARE = 1 / 2;

/** Whether a file's name says that it is minified or bundled, or the source map of such a file. */
export function isMinifiedName(path: string): boolean {
  return /[.-]min\.(js|mjs|cjs|css|html)$|\.bundle\.(js|mjs|cjs|css)$|\.(js|mjs|cjs|css)\.map$/.test(
    baseName(path),
  );
}

/** Whether most of a file is very long lines that are not prose: minified code, data on one line, base64. */
export function isMinified(path: string, text: string): boolean {
  if (proseExtensions.has(extensionOf(path))) return false;
  let dense = 0;
  for (const line of text.split('\n')) {
    if (line.length > LONG_LINE && !isProse(line)) dense += line.length;
  }
  return dense > DENSE_SHARE * text.length;
}

function isProse(line: string): boolean {
  let blanks = 0;
  let nonAscii = 0;
  for (let i = 0; i < line.length; i++) {
    const unit = line.charCodeAt(i);
    if (unit === 0x20) blanks++;
    else if (unit >= 0x80) nonAscii++;
  }
  return blanks > BLANKS_OF_PROSE * line.length || nonAscii > NON_ASCII_OF_PROSE * line.length;
}
