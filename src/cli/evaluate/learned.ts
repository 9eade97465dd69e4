import type { SourceFile } from '../../core/text/source-file.ts';
import type { LoadedModel } from '../../worker/predictor/loaded-model.ts';

/** A model, the files that it was trained on, those that were held out, and those that are to be typed. */
export interface Learned {
  readonly loaded: LoadedModel;
  readonly training: readonly SourceFile[];
  readonly validation: readonly SourceFile[];
  readonly test: readonly SourceFile[];
}
