import { describe, expect, it } from 'vitest';
import { DisposableList } from '../../src/extension/disposables.ts';

describe('a list of disposables', () => {
  it('disposes the last first, each once, and late arrivals at once', () => {
    const gone: number[] = [];
    const list = new DisposableList();
    const member = (name: number): { dispose(): void } => ({ dispose: () => gone.push(name) });
    list.add(member(1));
    list.add(member(2));
    list.dispose();
    list.dispose();
    expect(gone).toEqual([2, 1]);
    list.add(member(3));
    expect(gone).toEqual([2, 1, 3]);
  });
});
