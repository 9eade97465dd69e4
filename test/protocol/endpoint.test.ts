import fc from 'fast-check';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { Caller } from '../../src/protocol/caller.ts';
import { failed, succeeded } from '../../src/protocol/failure.ts';
import type { FromWorker, Port, ToWorker } from '../../src/protocol/messages.ts';
import { type Handlers, notifier, serve } from '../../src/protocol/server.ts';

interface EchoContract {
  readonly calls: {
    readonly echo: {
      readonly params: { readonly value: unknown; readonly wait: number };
      readonly result: unknown;
    };
    readonly untilCancelled: { readonly params: null; readonly result: number };
    readonly refuse: { readonly params: string; readonly result: null };
    readonly break: { readonly params: string; readonly result: null };
    readonly length: { readonly params: Uint8Array<ArrayBuffer>; readonly result: number };
  };
  readonly notices: { readonly waited: number };
}

const wait = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function asPort<Out, In>(port: MessagePort): Port<Out, In> {
  return {
    post: (message, transfer = []) => {
      port.postMessage(message, [...transfer]);
    },
    listen: (listener) => port.on('message', listener),
  };
}

describe('a caller and a server across a real message channel', () => {
  const open: MessagePort[] = [];
  afterEach(() => {
    for (const port of open.splice(0)) port.close();
  });

  function connect(): Caller<EchoContract> {
    const { port1, port2 } = new MessageChannel();
    open.push(port1, port2);
    const serverPort = asPort<FromWorker<EchoContract>, ToWorker<EchoContract>>(port2);
    const notify = notifier<EchoContract>(serverPort);
    const handlers: Handlers<EchoContract> = {
      async echo({ value, wait: turns }) {
        for (let i = 0; i < turns; i++) await wait();
        notify('waited', turns);
        return succeeded(value);
      },
      async untilCancelled(_, cancellation) {
        for (let turns = 0; ; turns++) {
          if (cancellation.requested) return succeeded(turns);
          await wait();
        }
      },
      refuse: (message) => failed('no-model', message),
      break: (message) => {
        throw new Error(message);
      },
      length: (bytes) => succeeded(bytes.length),
    };
    serve<EchoContract>(serverPort, handlers, {
      expected: (thrown) =>
        thrown instanceof Error && thrown.message === 'expected'
          ? { code: 'out-of-memory', message: 'Too little.' }
          : undefined,
    });
    return new Caller<EchoContract>(asPort(port1));
  }

  it('answers every call with its own result, whatever the order in which they end', async () => {
    const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ value: json, wait: fc.nat(4) }), { maxLength: 20 }),
        async (calls) => {
          const caller = connect();
          const waited: number[] = [];
          caller.on('waited', (turns) => waited.push(turns));
          const outcomes = await Promise.all(calls.map((params) => caller.call('echo', params)));
          expect(outcomes).toEqual(calls.map(({ value }) => succeeded(value)));
          expect(waited.sort()).toEqual(calls.map((call) => call.wait).sort());
        },
      ),
      { numRuns: 30 },
    );
  });

  it('cancels one call, and only that one', async () => {
    const caller = connect();
    let cancel: (() => void) | undefined;
    const running = caller.call('untilCancelled', null, { onCancellable: (by) => (cancel = by) });
    const other = await caller.call('echo', { value: 'other', wait: 3 });
    expect(other).toEqual(succeeded('other'));
    cancel?.();
    expect(await running).toMatchObject({ ok: true });
  });

  it('carries failures as values and a bug as `internal`, with its message', async () => {
    const caller = connect();
    expect(await caller.call('refuse', 'nothing here')).toEqual(failed('no-model', 'nothing here'));
    const broken = await caller.call('break', 'index out of range');
    expect(broken).toMatchObject({ ok: false, failure: { code: 'internal' } });
    expect(JSON.stringify(broken)).toContain('index out of range');
  });

  it('carries an expected error as its failure', async () => {
    expect(await connect().call('break', 'expected')).toEqual(failed('out-of-memory', 'Too little.'));
  });

  it('transfers buffers instead of copying them', async () => {
    const caller = connect();
    const bytes = new Uint8Array(1000);
    expect(await caller.call('length', bytes, { transfer: [bytes.buffer] })).toEqual(succeeded(1000));
    expect(bytes.length).toBe(0);
  });

  it('settles pending and later calls when the thread has ended', async () => {
    const caller = connect();
    const pending = [caller.call('untilCancelled', null), caller.call('untilCancelled', null)];
    caller.end();
    for (const outcome of [
      ...(await Promise.all(pending)),
      await caller.call('echo', { value: 1, wait: 0 }),
    ]) {
      expect(outcome).toMatchObject({ ok: false, failure: { code: 'worker-ended' } });
    }
  });
});
