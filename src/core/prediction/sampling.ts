export interface SampleOptions {
  readonly prompt: string;
  /** The most characters to draw, in code points. */
  readonly length: number;
  /** Above 0. With 1 the model's own distribution is sampled; lower is safer, higher is wilder. */
  readonly temperature: number;
  /** Draw only from the k most probable tokens; 0 for all. */
  readonly topK: number;
  /** Draw only from the most probable tokens that hold this much probability together; 1 for all. */
  readonly topP: number;
  readonly seed: number;
}
