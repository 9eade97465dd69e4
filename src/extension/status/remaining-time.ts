export interface RemainingTime {
  readonly unit: 'seconds' | 'minutes' | 'hours';
  readonly count: number;
}

/** Time left as one speaks of it: seconds in steps of ten below a minute and a half, then whole minutes, then hours. */
export function remainingTime(seconds: number): RemainingTime {
  if (!(seconds > 0)) return { unit: 'seconds', count: 0 };
  if (seconds < 90)
    return {
      unit: 'seconds',
      count: seconds <= 10 ? Math.max(1, Math.round(seconds)) : Math.round(seconds / 10) * 10,
    };
  if (seconds < 90 * 60) return { unit: 'minutes', count: Math.round(seconds / 60) };
  return { unit: 'hours', count: Math.round(seconds / 3600) };
}
