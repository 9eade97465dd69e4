import { succeeded } from '../../protocol/failure.ts';
import type { FromWorker, Port, ToWorker } from '../../protocol/messages.ts';
import { notifier, serve } from '../../protocol/server.ts';
import type { TrainerContract } from '../../protocol/trainer-contract.ts';
import type { Platform } from '../platform.ts';
import { TrainerSession } from './trainer-session.ts';

export function serveTrainer(
  port: Port<FromWorker<TrainerContract>, ToWorker<TrainerContract>>,
  platform: Platform,
): void {
  const session = new TrainerSession(platform, notifier<TrainerContract>(port));
  const done = succeeded(null);
  serve<TrainerContract>(port, {
    open: ({ modelPath }) => session.open(modelPath),
    train: (params) => session.train(params),
    learn: (saved) => session.learn(saved),
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
  });
}
