import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Caller } from '../../src/protocol/caller.ts';
import { succeeded } from '../../src/protocol/failure.ts';
import { serve } from '../../src/protocol/server.ts';

interface DoubleContract {
  readonly calls: {
    readonly double: { readonly params: { readonly value: number }; readonly result: number };
  };
  readonly notices: { readonly news: { readonly text: string } };
}

/** Any value, and messages that are nearly right. */
const anyMessage = fc.oneof(
  fc.anything({ withNullPrototype: true, withBigInt: true, withTypedArray: true, withMap: true }),
  fc.record(
    {
      type: fc.oneof(fc.constantFrom('call', 'cancel', 'outcome', 'notice'), fc.anything()),
      id: fc.oneof(fc.nat(9), fc.anything()),
      method: fc.oneof(fc.constantFrom('double', 'constructor', '__proto__', 'toString'), fc.anything()),
      params: fc.oneof(fc.record({ value: fc.anything() }), fc.anything()),
      name: fc.oneof(fc.constantFrom('news', 'old', '__proto__'), fc.anything()),
      payload: fc.oneof(fc.constantFrom(null, undefined, 1), fc.record({ text: fc.string() })),
      outcome: fc.oneof(fc.record({ ok: fc.boolean(), failure: fc.anything() }), fc.anything()),
    },
    { requiredKeys: [] },
  ),
);

describe('whatever arrives', () => {
  it('a server throws nothing, answers only calls, and goes on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyMessage), async (messages) => {
        const arrive: ((message: never) => void)[] = [];
        const answers: { id: number; outcome: { ok: boolean } }[] = [];
        serve<DoubleContract>(
          {
            post: (message) => answers.push(message as (typeof answers)[number]),
            listen: (listener) => arrive.push(listener),
          },
          { double: ({ value }) => succeeded(2 * value) },
          {
            guards: {
              double: (params): params is { value: number } =>
                typeof (params as { value?: unknown } | null)?.value === 'number',
            },
          },
        );
        for (const message of messages) arrive[0]?.(message as never);
        arrive[0]?.({ type: 'call', id: 77, method: 'double', params: { value: 4 } } as never);
        await new Promise((resolve) => setImmediate(resolve));
        expect(answers).toContainEqual({ type: 'outcome', id: 77, outcome: succeeded(8) });
        const asked = messages.filter((message) => (message as { type?: unknown } | null)?.type === 'call');
        for (const { outcome } of answers) {
          if (!outcome.ok) expect(outcome).toMatchObject({ failure: { code: 'internal' } });
          else expect(outcome).toMatchObject({ value: expect.any(Number) as unknown });
        }
        expect(answers.length).toBeLessThanOrEqual(asked.length + 1);
      }),
      { numRuns: 300 },
    );
  });

  it('a caller throws nothing, hands on only what is there, and still gets its answer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyMessage), async (messages) => {
        const arrive: ((message: never) => void)[] = [];
        let id: number | undefined;
        const caller = new Caller<DoubleContract>({
          post: (message) => (id = message.id),
          listen: (listener) => arrive.push(listener),
        });
        const texts: unknown[] = [];
        caller.on('news', ({ text }) => texts.push(text));
        for (const message of messages) arrive[0]?.(message as never);
        const answer = caller.call('double', { value: 4 });
        arrive[0]?.({ type: 'outcome', id, outcome: succeeded(8) } as never);
        expect(await answer).toEqual(succeeded(8));
      }),
      { numRuns: 300 },
    );
  });

  it('an answer that is none ends its call as a failure', async () => {
    for (const outcome of [null, undefined, 1, {}, { ok: false }, { ok: false, failure: null }]) {
      const arrive: ((message: never) => void)[] = [];
      const caller = new Caller<DoubleContract>({
        post: ({ id }) => {
          arrive[0]?.({ type: 'outcome', id, outcome } as never);
        },
        listen: (listener) => arrive.push(listener),
      });
      expect(await caller.call('double', { value: 4 })).toMatchObject({
        ok: false,
        failure: { code: 'internal' },
      });
    }
  });
});
