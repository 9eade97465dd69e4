import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFiles } from '../../src/cli/folder-files.ts';
import { nodePlatform } from '../../src/worker/platform.node.ts';
import { readCorpus } from '../../src/worker/read-corpus.ts';
import { encoded } from '../encoded.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { write } from '../worker/small-workspace.ts';
import { tacit } from './run-tacit.ts';

const none = new Uint8Array();
const platform = nodePlatform({ simd: none, relaxed: none });

/** The texts that are read of files with these bytes. */
async function textsOf(
  files: readonly (string | Uint8Array)[],
  encoding?: string,
): Promise<(string | undefined)[]> {
  const folder = temporaryFolder();
  files.forEach((bytes, at) => write(folder, `${at}.py`, bytes));
  const found = await findFiles(folder, encoding);
  const read = await readCorpus(found.files, platform, Infinity);
  return files.map((_, at) => read.files.find(({ path }) => path === `${at}.py`)?.text);
}

/** Comments as they stand in code, some of them too short to tell by themselves in which encoding they are. */
const comments: Readonly<Record<string, readonly string[]>> = {
  gbk: [
    '计算水位',
    '初始化网络连接，打开文件并读取配置',
    '你好',
    '读取港口的潮位数据，并返回平均值',
    '值',
    '水位',
  ],
  shift_jis: ['水位を計算する', 'ファイルを開いて設定を読み込む', 'こんにちは', '値', '平均値を返す'],
  'euc-jp': ['水位を計算する', 'ファイルを開いて設定を読み込む', 'こんにちは', '平均値を返す'],
  big5: ['計算水位', '開啟檔案並讀取設定，傳回平均值', '你好', '讀取港口的潮位資料'],
  'euc-kr': ['수위를 계산한다', '안녕하세요', '설정 파일을 읽고 평균값을 반환한다'],
  'windows-1252': [
    'Größe der Fläche berechnen',
    'déjà vu: le fichier n’est pas trouvé',
    'año',
    'naïve – “quoted”',
  ],
  'windows-1251': ['Открыть файл и прочитать настройки', 'Привет', 'вернуть среднее значение'],
  'koi8-r': ['Открыть файл и прочитать настройки', 'Привет', 'вернуть среднее значение'],
};

const source = (comment: string, at: number): string =>
  `# ${comment}\ndef level_${at}(x):\n    return x + ${at}\n\nprint(level_${at}(${at * 7}))\n`;

describe('files in older encodings', () => {
  it.each(Object.keys(comments))('are read by a guess for all of them: %s', async (label) => {
    const texts = comments[label].map(source);
    expect(await textsOf(texts.map((text) => encoded(text, label)))).toEqual(texts);
  });

  it.each(Object.keys(comments))('are read as --encoding says, even a single one: %s', async (label) => {
    const [text] = comments[label].map(source);
    const names: Readonly<Record<string, string>> = {
      'windows-1252': 'windows1252',
      shift_jis: 'shiftjis',
      gbk: 'cp936',
    };
    expect(await textsOf([encoded(text, label)], names[label] ?? label)).toEqual([text]);
  });

  it('may be next to files in Unicode and in other older encodings', async () => {
    const [chinese, french, russian, greek] = [
      '读取港口的潮位数据，并返回平均值，然后写入文件',
      'Größe der Fläche, déjà vu: pièce jointe, naïve',
      'Открыть файл и прочитать настройки',
      'Άνοιγμα αρχείου',
    ].map(source);
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${russian}`, 'utf16le'));
    const files = [encoded(chinese, 'gbk'), encoded(french, 'windows-1252'), russian, utf16, greek];
    // One of the two Russian texts is left out as a copy.
    expect(await textsOf(files)).toEqual([chinese, french, russian, undefined, greek]);
  });

  it('are left out where no guess is good enough, or where they are not text', async () => {
    const noise = Uint8Array.from({ length: 400 }, (_, i) => ((i * 7919) % 251) + 1);
    expect(await textsOf([encoded(source('港', 1), 'gbk'), noise])).toEqual([undefined, undefined]);
  });

  it('are learned by the command, which says what it took them for', async () => {
    const folder = temporaryFolder();
    const texts = comments['gbk'].map(source);
    texts.forEach((text, at) => write(folder, `${at}.py`, encoded(text, 'gbk')));
    const small = [
      '--hidden',
      '16',
      '--embedding',
      '16',
      '--steps',
      '1',
      '--out',
      join(folder, '..', 'gbk.model'),
    ];
    for (const more of [[], ['--encoding', 'gbk']]) {
      const { status, stderr } = await tacit('train', folder, ...small, ...more);
      expect(status).toBe(0);
      expect(stderr).toContain('6 files,');
      expect(stderr).toContain(' 0 left out');
      expect(stderr.includes('files are read as gb18030')).toBe(more.length === 0);
    }
  });
});
