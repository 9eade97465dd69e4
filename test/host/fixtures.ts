import { mkdir, open, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { encoded } from '../encoded.ts';

/**
 * Lines of a small accounting program. The first words of each line determine the rest, so a network soon learns it.
 */
export const ledgerLines = [
  'const receipt = await ledger.settle(invoice, today);',
  'const balance = account.credit - account.debit;',
  'if (balance < account.limit) throw new OverdrawnError(account);',
  'return receipts.filter((receipt) => receipt.paid);',
  "import { Ledger } from './ledger';",
  'for (const invoice of invoices) total += invoice.amount;',
  'export function settleAll(invoices: Invoice[]): Receipt[] {',
  'logger.info(`settled ${invoice.number}`);',
];

/** One of those lines: what is typed, and the rest. */
export const ledgerLine = { typed: 'const receipt = await ledger.', rest: 'settle(invoice, today);' };

/** A line that is not among them, but in their words: other words would take many tokens each. */
export const newLine = { typed: 'throw receipts.', rest: 'settle(invoice, today);' };

/** Lines of a small weather program. None begins like a line of the accounting program. */
export const weatherLines = [
  'let forecast = station.measure(temperature, humidity);',
  'while (barometer.isFalling()) umbrella.open();',
  'switch (season.current) { case winter: wearMittens(); }',
  'type Breeze = { direction: Compass; knots: number };',
  'var thunder = lightning.distance / speedOfSound;',
  'do { rainfall.collect(bucket); } while (cloudy);',
];

export const weatherLine = { typed: 'let forecast = station.', rest: 'measure(temperature, humidity);' };

/**
 * Writes a folder of source files that repeat the given lines, each file in a different order.
 *
 * @param fileCount - the number of files, of 60 lines each
 */
export async function writeProject(folder: string, lines: readonly string[], fileCount = 24): Promise<void> {
  for (let file = 0; file < fileCount; file++) {
    const order = Array.from(
      { length: 60 },
      (_, at) => lines[(at * 7 + file * 5 + ((at * file) % 3)) % lines.length],
    );
    await writeText(join(folder, 'src', `part-${String(file).padStart(2, '0')}.ts`), `${order.join('\n')}\n`);
  }
}

/** Writes small source files that all hold the given lines, and are different enough to be no copies. */
export async function writeDistinctFiles(
  folder: string,
  lines: readonly string[],
  fileCount: number,
): Promise<void> {
  for (let file = 0; file < fileCount; file++) {
    const own = Array.from({ length: 8 }, (_, line) => `const item${file * 8 + line} = ${file ** 2 + line};`);
    const name = join(folder, `folder-${file % 8}`, `file-${file}.ts`);
    await writeText(name, `${[...lines, ...own].join('\n')}\n`);
  }
}

/** Writes files that are not text: a picture and a program, as their first bytes say, and a file of zeros. */
export async function writeBinaries(folder: string): Promise<void> {
  const headers = {
    'picture.png': '89504e470d0a1a0a0000000d49484452',
    'program.bin': '7f454c4602010100',
    'zeros.dat': '00',
  };
  await mkdir(folder, { recursive: true });
  for (const [name, header] of Object.entries(headers)) {
    const bytes = Buffer.alloc(4096, Buffer.from(header, 'hex'));
    await writeFile(join(folder, name), bytes);
  }
}

/** Writes a text file of 300 MB that takes no space on the disk: a line of text, then a hole. */
export async function writeHugeFile(file: string): Promise<void> {
  await writeText(file, 'huge.file(should.not.be.read);\n');
  const handle = await open(file, 'r+');
  await handle.truncate(300 * 1024 * 1024);
  await handle.close();
}

/**
 * Writes files that are listed but cannot be read: one without permission (which root can read all the same), one whose
 * target does not exist and, on Linux, one where every read ends in an input/output error.
 */
export async function writeUnreadable(folder: string): Promise<void> {
  await writeText(join(folder, 'forbidden.ts'), 'forbidden();\n', 0o000);
  await symlink(join(folder, 'nowhere.ts'), join(folder, 'dangling.ts'));
  if (process.platform === 'linux') await symlink('/proc/self/mem', join(folder, 'broken-disk.ts'));
}

/** What the files in older encodings say. */
export const tideLine = { typed: '# 读取港口的', rest: '潮位数据并返回平均值' };

/** Writes six files in GBK, one each in UTF-8 and UTF-16, a batch file in the code page of DOS, and one in Shift-JIS. */
export async function writeEncodings(folder: string): Promise<void> {
  const names = ['anchor', 'beacon', 'cable', 'dock', 'ferry', 'gauge', 'harbour', 'inlet'];
  const texts = names.map((name, at) => {
    const lines = Array.from({ length: 20 }, (_, line) => `${name}_${line} = read_${name}(${at}, ${line})`);
    return lines.map((line) => `${tideLine.typed}${tideLine.rest}\n${line}\n`).join('');
  });
  const write = (name: string, bytes: Uint8Array): Promise<void> => writeFile(join(folder, name), bytes);
  await mkdir(folder, { recursive: true });
  for (const at of [0, 1, 2, 3, 4, 5]) await write(`${names[at]}.py`, encoded(texts[at] ?? '', 'gbk'));
  await write('utf8.py', new TextEncoder().encode(texts[6]));
  await write('utf16.py', Buffer.from(`\ufeff${texts[7]}`, 'utf16le'));
  // In code page 437, ä is 84 and ─ is c4.
  await write(
    'tidy.bat',
    Buffer.from('rem \xc4\xc4 alles aufr\x84umen\r\ncall tidy_harbour --all\r\n', 'latin1'),
  );
  const japanese =
    '; 港の潮位データを読み込むための設定ファイルです\n; 平均値を計算して保存します\nstation=harbour\n';
  await write('settings.ini', encoded(japanese, 'shift_jis'));
}

/** Writes Python notebooks in a folder, whose cells say the same about different birds, with their outputs. */
export async function writeNotebooks(folder: string): Promise<void> {
  const birds = [
    'gull',
    'tern',
    'auk',
    'eider',
    'skua',
    'heron',
    'stork',
    'wren',
    'robin',
    'rook',
    'jay',
    'kite',
  ];
  for (const bird of birds) {
    const cells = [
      `import pandas as pd\nimport numpy as np`,
      `${bird}s = pd.read_csv("${bird}.csv", parse_dates=["ringed"])`,
      `${bird}s.groupby("island").mean().plot(title="${bird} nests")`,
    ].map((source) => ({
      cell_type: 'code',
      execution_count: 1,
      metadata: {},
      outputs: [{ output_type: 'stream', name: 'stdout', text: ['drawn\n'] }],
      source: source.split(/(?<=\n)/),
    }));
    const metadata = { language_info: { name: 'python' } };
    const notebook = { cells, metadata, nbformat: 4, nbformat_minor: 5 };
    await writeText(join(folder, 'study', `${bird}.ipynb`), JSON.stringify(notebook, undefined, 1));
  }
}

export async function writeText(file: string, text: string, mode = 0o644): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text, { mode });
}
