import type { CancellationToken } from 'vscode';
import type { CallOptions } from '../../protocol/caller.ts';

/** The options of a call that ends early when the editor no longer wants its answer. */
export function cancelledBy(token: CancellationToken | undefined): CallOptions {
  if (token === undefined) return {};
  return {
    onCancellable: (cancel) => {
      if (token.isCancellationRequested) cancel();
      else token.onCancellationRequested(cancel);
    },
  };
}
