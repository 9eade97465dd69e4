/** The names that are no labels of the encoding standard: some of VS Code's, and those of Windows' code pages. */
const labels: Readonly<Record<string, string>> = {
  utf8bom: 'utf-8',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  iso885916: 'iso-8859-16',
  macroman: 'macintosh',
  koi8r: 'koi8-r',
  koi8u: 'koi8-u',
  koi8ru: 'koi8-ru',
  shiftjis: 'shift_jis',
  cp932: 'shift_jis',
  eucjp: 'euc-jp',
  euckr: 'euc-kr',
  cp949: 'euc-kr',
  cp936: 'gbk',
  cp950: 'big5',
  big5hkscs: 'big5-hkscs',
};

/**
 * The label by which the encoding standard (https://encoding.spec.whatwg.org) knows an encoding, if it knows it: it
 * lacks the code pages of DOS. `name`: as in VS Code's setting `files.encoding`, or a label.
 */
export function encodingLabel(name: string): string {
  const known = name.toLowerCase();
  return labels[known] ?? known.replace(/^windows(?=\d)/, 'windows-');
}
