import { describe, expect, it } from 'vitest';
import { DisposableList } from '../../src/extension/disposables.ts';

describe('a list of disposables', () => {
  it('disposes each member once, the last one first, and late members at once', () => {
    const disposed: number[] = [];
    const list = new DisposableList();
    const member = (name: number): { dispose(): void } => ({ dispose: () => disposed.push(name) });
    list.add(member(1));
    list.add(member(2));
    list.dispose();
    list.dispose();
    expect(disposed).toEqual([2, 1]);
    list.add(member(3));
    expect(disposed).toEqual([2, 1, 3]);
  });
});
