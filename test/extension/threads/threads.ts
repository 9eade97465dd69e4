import type { Contract } from '../../../src/protocol/contract.ts';
import type { FromWorker, Port, ToWorker } from '../../../src/protocol/messages.ts';
import { type Handlers, notifier, type Notify, serve } from '../../../src/protocol/server.ts';
import type { StartedThread } from '../../../src/extension/platform.ts';

/** Stands in for a thread, within this thread: messages are copied and arrive later, as they do between threads. */
export interface LocalThread<C extends Contract> extends StartedThread<C> {
  readonly notify: Notify<C>;
  crash(reason: string): void;
}

export function localThread<C extends Contract>(handlers: Handlers<C>): LocalThread<C> {
  let end: (reason: string) => void = () => undefined;
  let isAlive = true;
  const ended = new Promise<string>((resolve) => {
    end = (reason) => {
      isAlive = false;
      resolve(reason);
    };
  });
  const toWorker: ((message: ToWorker<C>) => void)[] = [];
  const fromWorker: ((message: FromWorker<C>) => void)[] = [];
  const post =
    <Message>(listeners: ((message: Message) => void)[]) =>
    (message: Message): void => {
      const copy = structuredClone(message);
      setImmediate(() => {
        if (isAlive) for (const listener of listeners) listener(copy);
      });
    };
  const inside: Port<FromWorker<C>, ToWorker<C>> = {
    post: post(fromWorker),
    listen: (listener) => toWorker.push(listener),
  };
  serve(inside, handlers);
  return {
    port: { post: post(toWorker), listen: (listener) => fromWorker.push(listener) },
    ended,
    terminate: () => {
      end('terminated');
      return Promise.resolve();
    },
    notify: notifier(inside),
    crash: end,
  };
}

/** Asks again and again until the answer is yes. Fails after a while, with `what` in its message. */
export async function until(what: string, ask: () => boolean): Promise<void> {
  for (let tries = 0; tries < 2000; tries++) {
    if (ask()) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error(`This never happened: ${what}.`);
}
