import type { SuggestPreferences } from '../../protocol/predictor-contract.ts';
import { DocumentSetting } from './document-setting.ts';
import { readEagerness, readSetting } from '../manifest/user-settings.ts';

/** What the user wants to see suggested in a document. */
export function suggestPreferences(): DocumentSetting<SuggestPreferences> {
  return new DocumentSetting(
    [
      'suggest.eagerness',
      'suggest.threshold',
      'suggest.inComments',
      'suggest.inStrings',
      'suggest.multiLine',
    ],
    (scope) => ({
      eagerness: readEagerness(scope),
      inComments: readSetting('suggest.inComments', scope),
      inStrings: readSetting('suggest.inStrings', scope),
      multiLine: readSetting('suggest.multiLine', scope),
    }),
  );
}
