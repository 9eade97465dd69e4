/** The context keys that Tacit sets, for `enablement` and `when` clauses. */
export type ContextKey =
  | 'tacit.active'
  | 'tacit.training'
  | 'tacit.paused'
  | 'tacit.hasModel'
  | 'tacit.suggesting' // suggestions are on in the active editor
  | 'tacit.inLanguage'; // there is an active editor, which has a language

/** The context key, for Tab's key binding, that is set while a suggestion begins with indentation. */
export const INDENTED_KEY = 'tacit.suggestsIndentation';

/** Every contributed command, and when it is enabled. A test proves that this table equals package.json. */
export const commands = {
  'tacit.train': 'isWorkspaceTrusted && workspaceFolderCount > 0 && !tacit.training',
  'tacit.stop': 'tacit.training',
  'tacit.pause': 'tacit.training && !tacit.paused',
  'tacit.resume': 'tacit.paused',
  'tacit.sample': 'isWorkspaceTrusted',
  'tacit.sampleWithOptions': 'isWorkspaceTrusted',
  'tacit.why': 'tacit.active && editorIsOpen',
  'tacit.toggle': 'isWorkspaceTrusted',
  'tacit.turnOn': 'isWorkspaceTrusted && tacit.active && !tacit.suggesting',
  'tacit.turnOff': 'isWorkspaceTrusted && tacit.suggesting',
  'tacit.turnOnLanguage': 'isWorkspaceTrusted && tacit.inLanguage && !tacit.suggesting',
  'tacit.turnOffLanguage': 'isWorkspaceTrusted && tacit.inLanguage && tacit.suggesting',
  'tacit.forgetFile': 'isWorkspaceTrusted && workspaceFolderCount > 0 && tacit.active',
  'tacit.eraseEverything': 'tacit.active',
  'tacit.eraseStatistics': 'tacit.active',
  'tacit.showLog': 'tacit.active',
} as const;

export type CommandId = keyof typeof commands;

/** Opens the menu of the status bar item. It is registered, but not offered in the command palette. */
export const MENU_COMMAND = 'tacit.menu';

/** The editor runs it when it has inserted a suggestion. It is registered, but not offered in the command palette. */
export const TAKEN_COMMAND = 'tacit.suggestionTaken';
