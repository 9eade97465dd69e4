import { succeeded } from '../../protocol/failure.ts';
import type { FromWorker, Port, ToWorker } from '../../protocol/messages.ts';
import { type Handlers, notifier, serve } from '../../protocol/server.ts';
import type { TrainerContract } from '../../protocol/trainer-contract.ts';
import { expectedFailure } from '../expected-failure.ts';
import type { Platform } from '../platform.ts';
import { trainerGuards } from './trainer-guards.ts';
import { TrainerSession } from './trainer-session.ts';

export function serveTrainer(
  port: Port<FromWorker<TrainerContract>, ToWorker<TrainerContract>>,
  platform: Platform,
): void {
  const session = new TrainerSession(platform, notifier<TrainerContract>(port));
  const done = succeeded(null);
  const handlers: Handlers<TrainerContract> = {
    open: ({ modelPath }) => session.open(modelPath),
    train: (params) => session.train(params),
    learn: (saved) => session.learn(saved),
    forget: (params) => session.forget(params),
    erase: ({ modelPath }) => session.erase(modelPath),
    setShare({ share }) {
      session.setShare(share);
      return done;
    },
    giveWay({ milliseconds }) {
      session.giveWay(milliseconds);
      return done;
    },
    pause() {
      session.pause();
      return done;
    },
    resume() {
      session.resume();
      return done;
    },
    stop() {
      session.stop();
      return done;
    },
  };
  serve<TrainerContract>(port, handlers, { guards: trainerGuards, expected: expectedFailure });
}
