import type { SuggestPreferences } from '../../protocol/predictor-contract.ts';
import { DocumentSetting } from './document-setting.ts';
import { readEagerness, readSetting } from '../manifest/user-settings.ts';

/** What the user wants to see suggested in a document, and when. */
export interface DocumentPreferences {
  /** What the predictor needs to know. */
  readonly request: SuggestPreferences;
  /** Whether suggestions come only to one who asks. */
  readonly isManual: boolean;
}

/** What the user wants to see suggested in a document. */
export function suggestPreferences(): DocumentSetting<DocumentPreferences> {
  return new DocumentSetting(
    [
      'suggest.eagerness',
      'suggest.threshold',
      'suggest.inComments',
      'suggest.inStrings',
      'suggest.multiLine',
    ],
    (scope) => {
      const { eagerness, isManual } = readEagerness(scope);
      const request = {
        eagerness,
        inComments: readSetting('suggest.inComments', scope),
        inStrings: readSetting('suggest.inStrings', scope),
        multiLine: readSetting('suggest.multiLine', scope),
      };
      return { request, isManual };
    },
  );
}
