import { describe, expect, it } from 'vitest';
import { parseLength, parseTemperature } from '../../../src/extension/commands/sample-input.ts';

describe('the input for a sample', () => {
  it.each(['1', ' 500 ', '20000'])('accepts %j as a length', (typed) => {
    expect(parseLength(typed)).toBe(Number(typed));
  });

  it.each(['', '0', '-3', '1.5', '20001', '1e3', 'many', '0x10'])('refuses %j as a length', (typed) => {
    expect(parseLength(typed)).toBeUndefined();
  });

  it.each([
    ['0.7', 0.7],
    ['0,7', 0.7],
    ['.5', 0.5],
    [' 2 ', 2],
  ])('accepts %j as a temperature', (typed, value) => {
    expect(parseTemperature(typed)).toBe(value);
  });

  it.each(['', '0', '-1', '2.1', 'warm', '1.2.3', 'NaN'])('refuses %j as a temperature', (typed) => {
    expect(parseTemperature(typed)).toBeUndefined();
  });
});
