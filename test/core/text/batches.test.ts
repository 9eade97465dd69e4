import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Batch } from '../../../src/core/text/batch.ts';
import { Batches } from '../../../src/core/text/batches.ts';
import { FILE_TOKEN, TEXT_TOKEN } from '../../../src/core/text/tokenizer.ts';

/** A file of random tokens, for its path and for its text. */
const anyFile = fc
  .tuple(
    fc.array(fc.integer({ min: 2, max: 99 }), { maxLength: 4 }),
    fc.array(fc.integer({ min: 2, max: 99 }), { maxLength: 30 }),
  )
  .map(([path, text]) => ({ tokens: Int32Array.from([FILE_TOKEN, ...path, TEXT_TOKEN, ...text]) }));
const anyFiles = fc.array(anyFile, { minLength: 1, maxLength: 12 });
const lanes = fc.integer({ min: 1, max: 6 });
const windows = fc.integer({ min: 1, max: 9 });

function copy(batch: Batch): Batch {
  return { inputs: batch.inputs.slice(), targets: batch.targets.slice(), clears: batch.clears.slice() };
}

function dealEpoch(batches: Batches): Batch[] {
  return Array.from({ length: batches.batchesPerEpoch }, () => copy(batches.next()));
}

/** One array of an epoch's batches, in the order of the stream: lane after lane, window after window. */
function read(epoch: readonly Batch[], of: keyof Batch, laneCount: number): number[] {
  return Array.from({ length: laneCount }, (_, lane) =>
    epoch.flatMap((batch) => [...batch[of]].filter((_token, at) => at % laneCount === lane)),
  ).flat();
}

/** The expected target at each place of an epoch's stream. */
function expectedTargets(stream: readonly number[]): number[] {
  let inPath = false;
  return stream.map((token, at) => {
    if (token === FILE_TOKEN) inPath = true;
    if (token === TEXT_TOKEN) inPath = false;
    return inPath ? -1 : (stream[at + 1] ?? FILE_TOKEN);
  });
}

describe('Batches', () => {
  it('deals each token once an epoch, with the next one as its target, and no target in a path', () => {
    fc.assert(
      fc.property(anyFiles, lanes, windows, fc.nat(), (files, laneCount, window, seed) => {
        const batches = new Batches(files, laneCount, window, seed);
        const total = files.reduce((sum, file) => sum + file.tokens.length, 0);
        for (let epochNumber = 0; epochNumber < 3; epochNumber++) {
          const epoch = dealEpoch(batches);
          const inputs = read(epoch, 'inputs', laneCount);
          const targets = read(epoch, 'targets', laneCount);
          const stream = inputs.slice(0, total);
          expect(targets.slice(0, total)).toEqual(expectedTargets(stream));
          expect(targets.slice(total).every((target) => target === -1)).toBe(true);
          expect(read(epoch, 'clears', laneCount)).toEqual(
            inputs.map((token) => (token === FILE_TOKEN ? 1 : 0)),
          );
          const dealt = String(stream)
            .split(/(?<=^|,)0(?=,)/)
            .slice(1)
            .map((rest) => `0${rest.replace(/,$/, '')}`);
          expect(dealt.sort()).toEqual(files.map((file) => String(file.tokens)).sort());
        }
      }),
    );
  });

  it('has no more batches than the tokens fill', () => {
    const files = [{ tokens: Int32Array.from([FILE_TOKEN, 5, TEXT_TOKEN, 6, 7]) }];
    expect(new Batches(files, 5, 1, 1).batchesPerEpoch).toBe(1);
    expect(new Batches(files, 2, 2, 1).batchesPerEpoch).toBe(2);
    const short = new Batches(files, 16, 32, 1);
    expect(short.batchesPerEpoch).toBe(1);
    expect([...short.next().targets].filter((target) => target >= 0)).toEqual([6, 7, FILE_TOKEN]);
  });

  it('deals the same after seek as if it had dealt up to there', () => {
    fc.assert(
      fc.property(
        anyFiles,
        lanes,
        windows,
        fc.nat(),
        fc.nat({ max: 40 }),
        (files, laneCount, window, seed, steps) => {
          const ran = new Batches(files, laneCount, window, seed);
          for (let i = 0; i < steps; i++) ran.next();
          const sought = new Batches(files, laneCount, window, seed);
          sought.next();
          sought.seek(ran.epoch, ran.position);
          expect(sought.startsEpoch).toBe(ran.startsEpoch);
          for (let i = 0; i < 5; i++) expect(copy(sought.next())).toEqual(copy(ran.next()));
          expect([sought.epoch, sought.position]).toEqual([ran.epoch, ran.position]);
        },
      ),
    );
  });

  it('counts epochs and positions', () => {
    const batches = new Batches([{ tokens: Int32Array.from([FILE_TOKEN, TEXT_TOKEN, 2, 3]) }], 1, 2, 1);
    const seen = Array.from({ length: 5 }, () => {
      const at = [batches.epoch, batches.position, batches.startsEpoch];
      batches.next();
      return at;
    });
    expect(seen).toEqual([[0, 0, true], [0, 1, false], [1, 0, true], [1, 1, false], [2, 0, true]]); // prettier-ignore
  });

  it('orders the files by seed and epoch alone', () => {
    const files = Array.from({ length: 30 }, (_, i) => ({
      tokens: Int32Array.from([FILE_TOKEN, TEXT_TOKEN, 2 + i]),
    }));
    const orders = [1, 2].flatMap((seed) => {
      const batches = new Batches(files, 1, 90, seed);
      return [String(copy(batches.next()).inputs), String(batches.next().inputs)];
    });
    expect(new Set(orders).size).toBe(4);
  });

  it('refuses anything but files, and positions that do not exist', () => {
    expect(() => new Batches([], 1, 1, 1)).toThrow(RangeError);
    expect(() => new Batches([{ tokens: new Int32Array(0) }], 1, 1, 1)).toThrow(RangeError);
    const batches = new Batches([{ tokens: Int32Array.from([FILE_TOKEN, TEXT_TOKEN]) }], 1, 1, 1);
    expect(() => { batches.seek(0, 2); }).toThrow(RangeError); // prettier-ignore
  });
});
