import {
  constant,
  either,
  type Guard,
  isFlag,
  isTable,
  isText,
  listOf,
  numberFrom,
  optional,
  tableOf,
} from '../../core/base/guards.ts';
import type { LineEdit } from '../../core/prediction/open-document.ts';
import type { SuggestInside } from '../../core/prediction/shaping/rule.ts';
import type { LanguageRules } from '../../core/prediction/shaping/syntax-of.ts';
import type {
  DocumentChange,
  PredictorContract,
  RememberParams,
  SuggestParams,
} from '../../protocol/predictor-contract.ts';
import type { ParamGuards } from '../../protocol/server.ts';
import { areFiles, isBytes, isCount, isNumber, isOnDisk, isPreset, isSavedFile } from '../param-guards.ts';

const areTexts = listOf(isText);
const isInside = optional<SuggestInside>(constant('on', 'short', 'off'));
const isPair: Guard<readonly [string, string]> = (value): value is readonly [string, string] =>
  areTexts(value) && value.length === 2;

const isEdit = tableOf<LineEdit>({
  startLine: isCount,
  startCharacter: isCount,
  endLine: isCount,
  endCharacter: isCount,
  text: isText,
});

const isRequest = tableOf<SuggestParams>({
  document: isText,
  version: isNumber,
  line: isCount,
  character: isCount,
  selected: optional(tableOf({ startCharacter: isCount, text: isText })),
  eagerness: either(constant('calm', 'balanced', 'eager'), isNumber),
  multiLine: isFlag,
  keySeconds: optional(isNumber),
  isPause: optional(isFlag),
  insertSpaces: isFlag,
  tabSize: numberFrom(1, 1000),
  inComments: isInside,
  inStrings: isInside,
  languageId: optional(isText),
  languageRules: optional(
    tableOf<LanguageRules>({ lineComments: areTexts, blockComments: listOf(isPair), quotes: areTexts }),
  ),
});

const isEmpty: Guard<Readonly<Record<string, never>>> = (params): params is Record<string, never> =>
  isTable(params);

/** What the predictor's calls take. */
export const predictorGuards: ParamGuards<PredictorContract> = {
  recall: tableOf({ memoryPath: isText }),
  remember: tableOf<RememberParams>({
    files: areFiles,
    preset: isPreset,
    memoryPath: optional(isText),
    allowedSecrets: optional(areTexts),
    excludes: optional(isFlag),
  }),
  rememberSaved: isSavedFile,
  rememberChanged: tableOf({ files: areFiles, ignoreFiles: areFiles }),
  forget: tableOf({ paths: areTexts }),
  withhold: tableOf({ paths: areTexts, preset: isPreset }),
  remembered: isEmpty,
  store: isEmpty,
  erase: isEmpty,
  load: either(tableOf({ bytes: isBytes }), isOnDisk),
  openJudge: tableOf({ judgePath: isText }),
  eraseJudge: isEmpty,
  openDocument: tableOf({ document: isText, path: isText, version: isNumber, text: isText }),
  changeDocument: tableOf<DocumentChange>({ document: isText, version: isNumber, edits: listOf(isEdit) }),
  closeDocument: tableOf({ document: isText }),
  suggest: isRequest,
  choices: isRequest,
  explain: tableOf({ document: isText, version: isNumber, line: isCount, character: isCount, text: isText }),
  score: tableOf({ texts: areTexts }),
  sample: tableOf({
    stream: isNumber,
    prompt: isText,
    length: isCount,
    temperature: numberFrom(0.001, 1000),
    topK: isCount,
    topP: numberFrom(0, 1),
    seed: isNumber,
  }),
};
