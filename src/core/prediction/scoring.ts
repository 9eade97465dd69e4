/** How probable the model finds a text, as the beginning of a file of its own. */
export interface CandidateScore {
  readonly text: string;
  readonly log2Probability: number;
  /** Unicode code points. */
  readonly characters: number;
  readonly bitsPerCharacter: number;
}
