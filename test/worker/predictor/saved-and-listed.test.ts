import { describe, expect, it } from 'vitest';
import type { PredictorContract } from '../../../src/protocol/predictor-contract.ts';
import type { FileReference } from '../../../src/protocol/trainer-contract.ts';
import { encoded } from '../../encoded.ts';
import { sourceOf } from '../source-of.ts';
import { smallWorkspace, write } from '../small-workspace.ts';
import { startWorker, valueOf } from '../start-worker.ts';

const workspace = smallWorkspace();

/** A notebook as Jupyter writes it, and the text that the editor reports when it is saved. */
function notebook(cells: readonly string[]): { stored: string; saved: string } {
  const stored = cells.map((source) => ({
    cell_type: 'code',
    execution_count: 1,
    metadata: {},
    outputs: [{ output_type: 'stream', name: 'stdout', text: ['counted\n'] }],
    source: source.split(/(?<=\n)/),
  }));
  return {
    stored: JSON.stringify({ cells: stored, metadata: {}, nbformat: 4, nbformat_minor: 5 }, undefined, 1),
    saved: JSON.stringify({ cells: cells.map((source) => ({ source })) }),
  };
}

const survey = notebook([sourceOf('mooring'), 'survey = open_survey("pier")\nsurvey.plot()']);

const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
const chinese = `# 读取港口的潮位数据\n# 水位\n${sourceOf('mooring')}`;
const japanese = `# 港の潮位を読み込む\n${sourceOf('mooring')}`;
const french = `# Marées du port – d’après la table\n${sourceOf('mooring')}`;

interface Case {
  readonly path: string;
  readonly stored: string | Uint8Array;
  /** What the editor shows. */
  readonly text: string;
  /** How the editor has been told to read it. */
  readonly encoding?: string;
}

const files: readonly Case[] = [
  { path: 'study/survey.ipynb', stored: survey.stored, text: survey.saved },
  { path: 'gbk.py', stored: encoded(chinese, 'gbk'), text: chinese, encoding: 'gbk' },
  { path: 'short.py', stored: encoded('# 水位\n', 'gbk'), text: '# 水位\n', encoding: 'gbk' },
  { path: 'utf8.py', stored: chinese, text: chinese, encoding: 'gbk' },
  { path: 'utf16.py', stored: utf16(chinese), text: chinese },
  { path: 'jis.py', stored: encoded(japanese, 'shift_jis'), text: japanese, encoding: 'shift_jis' },
  { path: 'windows.py', stored: encoded(french, 'windows-1252'), text: french, encoding: 'windows-1252' },
  { path: 'surrogate.py', stored: `# \ufffd\n${chinese}`, text: `# \ud800\n${chinese}` },
];

describe('what a save teaches is what the next listing finds', () => {
  it.each(files)('$path', async ({ path, stored, text, encoding }) => {
    const { caller, worker } = startWorker<PredictorContract>('predictor');
    const remember = async (listed: readonly FileReference[]) =>
      valueOf(await caller.call('remember', { files: listed, preset: 'fast', memoryPath: undefined }));
    await remember(workspace.files);
    const saved = valueOf(await caller.call('rememberSaved', { path, text, ignoreFiles: [] }));
    expect(saved?.files).toBe(workspace.files.length + 1);
    const listed = await remember([
      ...workspace.files,
      { ...write(workspace.folder, path, stored), encoding },
    ]);
    expect(listed).toMatchObject({ changed: 0, forgotten: 0, memory: saved });
    await worker.terminate();
  });

  it('reads six files in GBK, and leaves out one that is not', async () => {
    const { caller, worker } = startWorker<PredictorContract>('predictor');
    const nouns = ['港口', '潮位', '缆绳', '灯塔', '渡轮', '锚地'];
    const listed = nouns.map((noun, at) => {
      const text = `# 读取${noun}的数据\n${sourceOf(`station${'abcdef'[at]}`)}`;
      return { ...write(workspace.folder, `${at}.py`, encoded(text, 'gbk')), encoding: 'gbk' };
    });
    const broken = {
      ...write(workspace.folder, 'broken.py', Uint8Array.of(0x23, 0xff, 0x0a)),
      encoding: 'gbk',
    };
    const { memory } = valueOf(
      await caller.call('remember', { files: [...listed, broken], preset: 'fast', memoryPath: undefined }),
    );
    expect(memory.files).toBe(6);
    await worker.terminate();
  });
});
