export interface RemainingTime {
  readonly unit: 'seconds' | 'minutes' | 'hours';
  readonly count: number;
}

/**
 * Returns the time left as people say it: in steps of ten seconds below two minutes, in whole minutes below two hours,
 * then in hours. So it never falls by much more than the time that has passed.
 */
export function remainingTime(seconds: number): RemainingTime {
  if (!(seconds > 0)) return { unit: 'seconds', count: 0 };
  if (seconds < 120)
    return {
      unit: 'seconds',
      count: seconds <= 10 ? Math.max(1, Math.round(seconds)) : Math.round(seconds / 10) * 10,
    };
  if (seconds < 120 * 60) return { unit: 'minutes', count: Math.round(seconds / 60) };
  return { unit: 'hours', count: Math.round(seconds / 3600) };
}
