import { describe, expect, it } from 'vitest';
import type { PredictorContract } from '../../../src/protocol/predictor-contract.ts';
import { sourceOf } from '../source-of.ts';
import { smallWorkspace, write } from '../small-workspace.ts';
import { startWorker, valueOf } from '../start-worker.ts';

const { folder, files } = smallWorkspace();

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

describe('what a save teaches is what the next listing finds', () => {
  it.each([['study/survey.ipynb', survey.stored, survey.saved]])('%s', async (path, stored, text) => {
    const { caller, worker } = startWorker<PredictorContract>('predictor');
    const remember = async (listed: typeof files) =>
      valueOf(
        await caller.call('remember', {
          files: listed,
          preset: 'fast',
          memoryPath: undefined,
        }),
      );
    await remember(files);
    const saved = valueOf(await caller.call('rememberSaved', { path, text, ignoreFiles: [] }));
    expect(saved?.files).toBe(files.length + 1);
    const listed = await remember([...files, write(folder, path, stored)]);
    expect(listed).toMatchObject({ changed: 0, forgotten: 0, memory: saved });
    await worker.terminate();
  });
});
