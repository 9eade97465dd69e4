import { describe, expect, it } from 'vitest';
import { AwakeDocuments } from '../../../src/worker/predictor/awake-documents.ts';

class Sleeper {
  isAwake = true;

  endPredictor(): void {
    this.isAwake = false;
  }
}

describe('documents with predictors', () => {
  it('are the six that were asked last', () => {
    const documents = Array.from({ length: 9 }, () => new Sleeper());
    const awake = new AwakeDocuments<Sleeper>();
    for (const document of documents.slice(0, 6)) awake.asked(document);
    awake.asked(documents[0]);
    awake.forget(documents[2]);
    for (const document of documents.slice(6)) awake.asked(document);
    expect(documents.map(({ isAwake }) => isAwake)).toEqual([
      true, // asked again
      false,
      true, // closed, so others end it
      false,
      true,
      true,
      true,
      true,
      true,
    ]);
  });
});
