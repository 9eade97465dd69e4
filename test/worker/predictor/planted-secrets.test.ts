import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeMemory } from '../../../src/core/memory/memory-file.ts';
import { textStart } from '../../../src/core/text/file-header.ts';
import { MASK } from '../../../src/core/text/secrets/known-shapes.ts';
import type { PredictorContract } from '../../../src/protocol/predictor-contract.ts';
import type { FileReference } from '../../../src/protocol/trainer-contract.ts';
import { plantedSecrets } from '../../core/text/secrets/planted-secrets.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { write } from '../small-workspace.ts';
import { sourceOf } from '../source-of.ts';
import { valueOf } from '../start-worker.ts';
import { suiteThreads } from '../suite-threads.ts';
import { editor } from './half-typed.ts';

const start = suiteThreads<PredictorContract>('predictor');

/** Files with all planted secrets, each of them twice, between lines of code. */
function plantedFiles(folder: string): FileReference[] {
  const lines = plantedSecrets.map(({ before, secret, after }) => before + secret + after);
  return Array.from({ length: Math.ceil(lines.length / 20) }, (_, i) => {
    const some = lines.slice(20 * i, 20 * i + 20).join('\n');
    return write(folder, `src/${i}.txt`, `${some}\n${sourceOf(`noun${i}`)}\n${some}\n`);
  });
}

async function remembered(): Promise<{ thread: ReturnType<typeof start>; memoryPath: string }> {
  const folder = temporaryFolder();
  const memoryPath = join(folder, 'workspace.memory');
  const thread = start();
  const files = plantedFiles(folder);
  const { memory } = valueOf(await thread.caller.call('remember', { files, preset: 'fast', memoryPath }));
  expect(memory.files).toBe(files.length);
  return { thread, memoryPath };
}

describe('secrets that are planted in files', () => {
  it('are not in the stored memory, neither in its bytes nor in its texts', async () => {
    const { memoryPath } = await remembered();
    const bytes = readFileSync(memoryPath);
    const stored = decodeMemory(new Uint8Array(bytes));
    if (!stored.ok) throw new Error(stored.failure.message);
    const { tokenizer, files } = stored.memory;
    const texts = files.map(({ tokens }) => tokenizer.decode(tokens.subarray(textStart(tokens)))).join('\n');
    expect(texts).toContain(MASK);
    const parts = plantedSecrets.flatMap(({ secret }) => [secret, secret.slice(0, 8), secret.slice(-8)]);
    const raw = bytes.toString('utf8');
    expect(parts.filter((part) => raw.includes(part) || texts.includes(part))).toEqual([]);
  });

  it('are not offered, and neither are their masks, however often an offer is taken', async () => {
    const { thread } = await remembered();
    const { caller } = thread;
    const leaks: string[] = [];
    let offers = 0;
    for (const { before, secret } of plantedSecrets) {
      const line = before.split('\n').at(-1);
      for (const typed of [line, (line + secret).slice(0, 8)]) {
        let text = typed;
        for (let version = 1; version <= 4; version++) {
          const document = `${typed} ${version}`;
          await caller.call('openDocument', { document, path: 'src/typed.txt', version, text });
          const lines = text.split('\n');
          const cursor = { line: lines.length - 1, character: lines.at(-1).length };
          const asked = { document, version, ...cursor, ...editor, eagerness: 0.02 };
          const { ghostText } = valueOf(await caller.call('suggest', asked)) ?? { ghostText: '' };
          await caller.call('closeDocument', { document });
          if (ghostText === '') break;
          offers++;
          text += ghostText;
        }
        const known = Math.max(0, typed.length - line.length);
        if (text.includes(secret.slice(0, known + 4)) || text.includes(MASK)) leaks.push(text);
      }
    }
    expect(leaks).toEqual([]);
    expect(offers).toBeGreaterThan(100);
  }, 120_000);
});
