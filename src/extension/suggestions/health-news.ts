import type { PredictorHealth, TacitState } from '../api.ts';

/** What has changed with the health of the predictor's thread. */
export type HealthNews = Pick<TacitState, 'predictor'> & Partial<Pick<TacitState, 'hasModel' | 'memory'>>;

export function healthNews(predictor: PredictorHealth): HealthNews {
  if (predictor === 'ended') return { predictor, hasModel: false, memory: undefined };
  return predictor === 'memory-only' ? { predictor, hasModel: false } : { predictor };
}
