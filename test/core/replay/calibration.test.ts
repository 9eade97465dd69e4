import { describe, expect, it } from 'vitest';
import { Calibration } from '../../../src/core/replay/calibration.ts';

describe('calibration', () => {
  it('is as worked out by hand', () => {
    const calibration = new Calibration();
    // In [0.3, 0.4): mean probability 0.35, 1 of 4 right. In [0.9, 1]: mean 0.975, both right.
    calibration.add(0.31, true);
    calibration.add(0.33, false);
    calibration.add(0.37, false);
    calibration.add(0.39, false);
    calibration.add(0.95, true);
    calibration.add(1, true);
    const [low, high, ...none] = calibration.table;
    expect(none).toEqual([]);
    expect(low).toMatchObject({ from: 0.3, to: 0.4, shown: 4, precision: 0.25 });
    expect(low.probability).toBeCloseTo(0.35, 12);
    expect(high).toMatchObject({ from: 0.9, to: 1, shown: 2, precision: 1 });
    expect(high.probability).toBeCloseTo(0.975, 12);
    // 4/6 · |0.25 − 0.35| + 2/6 · |1 − 0.975| = 0.4/6 + 0.05/6
    expect(calibration.expectedError).toBeCloseTo(0.075, 12);
  });

  it('is perfect where the share that is right equals the probability', () => {
    const calibration = new Calibration();
    for (let i = 0; i < 4; i++) calibration.add(0.75, i < 3);
    calibration.add(0, false);
    expect(calibration.expectedError).toBe(0);
  });

  it('is 0 where nothing was shown', () => {
    expect(new Calibration().expectedError).toBe(0);
    expect(new Calibration().table).toEqual([]);
  });
});
