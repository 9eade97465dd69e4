import { describeFailure, type Result } from '../src/result.ts';

declare const console: { log(text: string): void };
declare const process: { exitCode: number };

/** Runs one test and says how it went. */
export function test(name: string, body: () => void): void {
  try {
    body();
    console.log(`ok    ${name}`);
  } catch (error) {
    console.log(`FAIL  ${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

/** The value of a result that must be one. */
export function valueOf<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(`unexpected failure: ${describeFailure(result.failure)}`);
}

/** Demands that a result is a failure with this code. */
export function expectFailure(result: Result<unknown>, code: string): void {
  if (result.ok) throw new Error(`expected the failure ${code}, got ${JSON.stringify(result.value)}`);
  expectEqual(result.failure.code, code);
}

/** Demands that two values are the same, down to their members. */
export function expectEqual(actual: unknown, expected: unknown): void {
  const [got, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (got !== wanted) throw new Error(`expected ${wanted}, got ${got}`);
}

/** Demands that two numbers are as near as `tolerance`. */
export function expectNear(actual: number, expected: number, tolerance: number): void {
  if (Math.abs(actual - expected) > tolerance) throw new Error(`expected about ${expected}, got ${actual}`);
}
