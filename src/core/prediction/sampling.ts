export interface SampleOptions {
  readonly prompt: string;
  /** Characters to produce, at most. */
  readonly length: number;
  /** Above 0; 1 samples from the model's own distribution, less is safer, more is wilder. */
  readonly temperature: number;
  /** Only the k most probable tokens; 0 for all. */
  readonly topK: number;
  /** Only the most probable tokens that hold this much probability together; 1 for all. */
  readonly topP: number;
  readonly seed: number;
}
