import { describe, expect, it } from 'vitest';
import { backends } from './backends.ts';
import { expectClose, Twin } from './twin.ts';

const sizes = [1, 3, 4, 7, 16, 19, 24, 64, 70].flatMap((N) => [1, 2, 9].map((M) => ({ M, N })));

describe.each(backends)('rows on $name', (backend) => {
  it.each(sizes)('of $N, $M of them', ({ M, N }) => {
    const twin = new Twin(backend);
    const V = 5;
    const indices = twin.indices(Array.from({ length: M }, (_, i) => (i * 3) % V));
    const flags = twin.indices(Array.from({ length: M }, (_, i) => [0, 1, -7][i % 3]));
    const [rows, gathered, a] = [twin.tensor(M * N), twin.tensor(M * N), twin.tensor(M * N)];
    const [row, sums, table] = [twin.tensor(N), twin.tensor(N), twin.tensor(V * N)];
    twin.run((kernels, of) => {
      kernels.broadcastRow(of(rows), of(row), M, N);
      kernels.gatherRows(of(gathered), of(table), of(indices), M, N);
      kernels.accumulateColumnSums(of(sums), of(a), M, N);
      kernels.scatterAddRows(of(table), of(a), of(indices), M, N);
      kernels.clearRows(of(a), of(flags), M, N);
    });
    for (const tensor of [rows, gathered, sums, table, a]) expectClose(tensor);
  });

  it('adds to a row as often as the indices name it', () => {
    const kernels = backend.create();
    const [table, a] = [kernels.allocate(6), kernels.allocate(12)];
    const indices = kernels.allocateIndices(4);
    indices.data.set([1, 1, 0, 1]);
    a.data.fill(1);
    kernels.scatterAddRows(table, a, indices, 4, 3);
    expect([...table.data]).toEqual([1, 1, 1, 3, 3, 3]);
  });

  it('refuses a row that the table does not have', () => {
    const kernels = backend.create();
    const [table, a] = [kernels.allocate(6), kernels.allocate(3)];
    const indices = kernels.allocateIndices(1);
    for (const index of [2, -1]) {
      indices.data[0] = index;
      expect(() => {
        kernels.gatherRows(a, table, indices, 1, 3);
      }).toThrow(RangeError);
      expect(() => {
        kernels.scatterAddRows(table, a, indices, 1, 3);
      }).toThrow(RangeError);
    }
  });
});
