import { describeFailure } from '../failure-messages.ts';
import type { Log } from '../log.ts';
import type { ObservableState } from '../observable-state.ts';
import type { TrainingNews } from './training-host.ts';

/** Returns the function that puts news about training into the state. Failures are described in the user's language. */
export function newsReporter(state: ObservableState, log: Log): (news: TrainingNews) => void {
  return (news) => {
    const { failure, ...rest } = news;
    if (news.activity !== undefined) log.info(`Activity: ${news.activity}.`);
    if (!('failure' in news)) state.update(rest);
    else state.update({ ...rest, failure: failure?.code, message: failure && describeFailure(failure) });
  };
}
