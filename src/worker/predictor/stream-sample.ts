import { failed, succeeded, type Outcome } from '../../protocol/failure.ts';
import type { Cancellation } from '../../protocol/server.ts';
import type { Platform } from '../platform.ts';

/** Tokens that are sampled before messages are let in. */
const TOKENS_PER_PIECE = 16;

/** Sends a sampled text while it is drawn, and returns all of it. */
export async function streamSample(
  pieces: Iterable<string>,
  platform: Platform,
  cancellation: Cancellation,
  send: (text: string) => void,
): Promise<Outcome<{ text: string }>> {
  let text = '';
  let unsent = '';
  let count = 0;
  for (const piece of pieces) {
    unsent += piece;
    if (++count % TOKENS_PER_PIECE !== 0) continue;
    if (unsent !== '') send(unsent);
    text += unsent;
    unsent = '';
    await platform.breathe();
    if (cancellation.requested) return failed('cancelled', 'Cancelled.');
  }
  if (unsent !== '') send(unsent);
  return succeeded({ text: text + unsent });
}
