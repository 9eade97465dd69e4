import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Activity, TacitState } from '../../../src/extension/api.ts';
import { commands } from '../../../src/extension/manifest/commands.ts';
import { ObservableState } from '../../../src/extension/observable-state.ts';
import { actionTexts } from '../../../src/extension/status/action-texts.ts';
import { menuActions } from '../../../src/extension/status/menu-actions.ts';
import { statusText } from '../../../src/extension/status/status-text.ts';
import { tooltipLines } from '../../../src/extension/status/tooltip-lines.ts';
import type { Switches } from '../../../src/extension/suggestions/enabled.ts';
import type { TrainingProgress } from '../../../src/protocol/trainer-contract.ts';
import { readJson } from '../manifest/manifest.ts';

const chinese = readJson('l10n/bundle.l10n.zh-cn.json') as Readonly<Record<string, string>>;
const language = vi.hoisted((): { texts: Readonly<Record<string, string>> } => ({ texts: {} }));

/** The editor's translation, with its placeholders. */
vi.mock('vscode', () => ({
  l10n: {
    t: (text: string, ...values: readonly unknown[]) =>
      (language.texts[text] ?? text).replaceAll(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)])),
  },
}));

const on: Switches = { here: true, inGeneral: true, language: 'python', isLineTooLong: false };
const offEverywhere: Switches = { here: false, inGeneral: false, language: 'python', isLineTooLong: false };
const offInPython: Switches = { here: false, inGeneral: true, language: 'python', isLineTooLong: false };
const onlyInPython: Switches = { here: true, inGeneral: false, language: 'python', isLineTooLong: false };
const noEditor: Switches = { here: true, inGeneral: true, language: undefined, isLineTooLong: false };

const inLongLine: Switches = { ...on, isLineTooLong: true };

const memory = { files: 42, characters: 94_000, bytes: 1, masked: { secrets: 0, files: 0 } };
const corpus = { files: 40, characters: 90_000, validationFiles: 4, omissions: [], masked: new Map() };
const network = (finished: boolean): Partial<TacitState> => ({
  hasModel: true,
  model: {
    cell: 'gru',
    tokenizer: 'subword',
    parameters: 400_000,
    vocabulary: 2000,
    seconds: 1,
    steps: 1,
    finished,
    validationBitsPerCharacter: 1.5,
    created: undefined,
  },
});
const progress = (fraction: number, secondsLeft?: number): TrainingProgress => ({
  seconds: 1,
  fraction,
  secondsLeft,
  step: 1,
  epoch: 0,
  tokens: 1,
  tokensPerSecond: 1,
  charactersPerSecond: 38_000,
  trainBitsPerCharacter: 2.25,
  validationBitsPerCharacter: 1.5,
  gradientNorm: 1,
  learningRate: 1,
});

const stateOf = (change: Partial<TacitState>): TacitState => {
  const state = new ObservableState();
  state.update(change);
  return state.current;
};

/** A state; what the bar says; what the tooltip says first; the first actions, up to those that are always there. */
type Row = readonly [string, Partial<TacitState>, string, RegExp, readonly string[]];

const rows: readonly Row[] = [
  ['the window opens', {}, 'Tacit: starting', /^Tacit is starting/, ['train']],
  [
    'files are remembered',
    { remembering: true },
    'Tacit: remembering files',
    /^Tacit is reading the files here to remember them\.$/,
    ['train'],
  ],
  [
    'memory is ready and quiet is waited for',
    { memory },
    'Tacit',
    /suggests from what it remembers .* only once the window is quiet/,
    ['train'],
  ],
  [
    'a finished network was stored and quiet is waited for',
    { memory, ...network(true) },
    'Tacit',
    /^Tacit has learned this workspace/,
    ['trainAgain', 'sample'],
  ],
  [
    'an unfinished network was stored and quiet is waited for',
    { memory, ...network(false) },
    'Tacit',
    /^The training is not finished.* only once the window is quiet/,
    ['continue', 'sample'],
  ],
  [
    'reading',
    { activity: 'reading', memory },
    'Tacit: reading files',
    /^Tacit is reading the files/,
    ['stop'],
  ],
  [
    'training before its first step',
    { activity: 'training', memory, corpus },
    'Tacit: preparing',
    /^Tacit is preparing/,
    ['pause', 'stop'],
  ],
  [
    'training at 0 %, at an unknown pace',
    { activity: 'training', memory, corpus, progress: progress(0.004) },
    'Tacit: learning 0%',
    /^Tacit is training/,
    ['pause', 'stop'],
  ],
  [
    'training at 40 %',
    { activity: 'training', memory, corpus, ...network(false), progress: progress(0.409, 177) },
    'Tacit: learning 40%, 3 min left',
    /^Tacit is training/,
    ['pause', 'stop', 'sample'],
  ],
  [
    'training at 99.9 %',
    { activity: 'training', corpus, progress: progress(0.999, 0.3) },
    'Tacit: learning 99%, 1 s left',
    /^Tacit is training/,
    ['pause', 'stop'],
  ],
  [
    'training at 100 %',
    { activity: 'training', corpus, progress: progress(1, 0) },
    'Tacit: finishing',
    /^The training is done/,
    ['pause', 'stop'],
  ],
  [
    'paused while reading',
    { activity: 'paused' },
    'Tacit: paused',
    /^The training is paused\.$/,
    ['resume', 'stop'],
  ],
  [
    'paused at 40 %',
    { activity: 'paused', corpus, ...network(false), progress: progress(0.4, 180) },
    'Tacit: paused at 40%',
    /^The training is paused\.$/,
    ['resume', 'stop', 'sample'],
  ],
  [
    'stopping',
    { activity: 'stopping', corpus, progress: progress(0.4, 180) },
    'Tacit: stopping',
    /^Tacit is ending the training/,
    [],
  ],
  ['restarting', { activity: 'restarting', corpus }, 'Tacit: restarting', /starts it again/, ['stop']],
  [
    'finished',
    { activity: 'idle', memory, corpus, ...network(true) },
    'Tacit',
    /^Tacit has learned this workspace/,
    ['trainAgain', 'sample'],
  ],
  [
    'cut short, not by the user',
    { activity: 'idle', memory, corpus, ...network(false) },
    'Tacit: training not finished',
    /^The training is not finished\. Tacit suggests from what it has learned so far\.$/,
    ['continue', 'sample'],
  ],
  [
    'stopped by the user',
    { activity: 'stopped', memory, corpus, ...network(false) },
    'Tacit: training stopped',
    /^You stopped the training\. Tacit suggests from what it has learned so far\.$/,
    ['continue', 'sample'],
  ],
  [
    'stopped by the user before there was a network',
    { activity: 'stopped', memory },
    'Tacit: training stopped',
    /^You stopped the training\. Tacit suggests from what it remembers/,
    ['train'],
  ],
  [
    'stopped by the user before there was anything',
    { activity: 'stopped' },
    'Tacit: training stopped',
    /makes no suggestions/,
    ['train'],
  ],
  [
    'erased by the user',
    { activity: 'erased' },
    'Tacit: erased',
    /^You erased everything\. Tacit learns this workspace only if you run/,
    ['train'],
  ],
  [
    'idle with memory alone',
    { activity: 'idle', memory },
    'Tacit',
    /remembers .* Its network is not trained\.$/,
    ['train'],
  ],
  ['idle with nothing', { activity: 'idle' }, 'Tacit: nothing learned yet', /no suggestions/, ['train']],
  [
    'learning a save',
    { activity: 'learning', memory, ...network(true) },
    'Tacit',
    /learning from the file that was saved/,
    ['trainAgain', 'sample'],
  ],
  [
    'failed',
    { activity: 'failed', failure: 'diverged', message: 'It broke down.', memory },
    'Tacit: stopped by an error',
    /^It broke down\.$/,
    ['train'],
  ],
  [
    'nothing to learn',
    { activity: 'failed', failure: 'nothing-to-learn', message: 'There is no text.' },
    'Tacit: nothing to learn from',
    /^There is no text\.$/,
    ['train'],
  ],
  [
    'the thread of the suggestions is started again',
    { activity: 'idle', memory, ...network(true), predictor: 'restarting' },
    'Tacit: restarting',
    /^The thread that makes suggestions has ended\. Tacit starts it again\.$/,
    ['trainAgain', 'sample'],
  ],
  [
    'the network cannot be loaded again',
    { activity: 'idle', memory, predictor: 'memory-only' },
    'Tacit: memory only',
    /^The network could not .* suggests from what it remembers .* Reload the window/,
    ['train'],
  ],
  [
    'the network cannot be loaded again and the memory is gone',
    { activity: 'idle', predictor: 'memory-only' },
    'Tacit: no suggestions',
    /^The network could not .* makes no suggestions\. Reload the window/,
    ['train'],
  ],
  [
    'the thread of the suggestions is not started again',
    { activity: 'idle', predictor: 'ended' },
    'Tacit: no suggestions',
    /^The thread that makes suggestions .* is not started again\. Reload the window/,
    ['train'],
  ],
  [
    'another window holds the lock',
    { activity: 'elsewhere', memory, ...network(true) },
    'Tacit: another window trains',
    /^Another window .* does the training/,
    ['sample'],
  ],
];

const withoutIcon = (text: string): string => text.replace(/^\$\([^)]*\) /, '');
const actionsIn = (state: TacitState, switches: Switches): string[] =>
  menuActions(state, switches).map(({ action }) => action);

beforeEach(() => {
  language.texts = {};
});

describe('the status', () => {
  it.each(rows)('is said in bar, tooltip and menu: %s', (_name, change, bar, first, actions) => {
    const state = stateOf({ activity: 'starting', ...change });
    expect(withoutIcon(statusText(state, on).text)).toBe(bar);
    expect(tooltipLines(state, on)[0]).toMatch(first);
    expect(actionsIn(state, on)).toEqual([...actions, 'turnOff', 'turnOffLanguage', 'settings', 'showLog']);
  });

  it.each([
    ['restricted', 'Tacit: restricted', ['trust', 'showLog']],
    ['no-folder', 'Tacit: no folder', ['openFolder', 'showLog']],
  ] as const)('is said where nothing can be learned: %s', (activity, bar, actions) => {
    const state = stateOf({ activity });
    for (const switches of [on, offEverywhere]) {
      expect(withoutIcon(statusText(state, switches).text)).toBe(bar);
      expect(actionsIn(state, switches)).toEqual(actions);
      expect(tooltipLines(state, switches).join(' ')).not.toContain('turned off');
    }
  });

  it.each(rows)('has a tooltip without figures that move or that only experts want: %s', (_name, change) => {
    const tooltip = tooltipLines(stateOf({ activity: 'starting', ...change }), on).join('\n');
    expect(tooltip).not.toMatch(/%|\bleft\.|bits|parameters|GRU|tokens|characters per second|thread[s:]/i);
    if (change.corpus !== undefined && change.activity !== 'idle' && change.activity !== 'stopped') {
      expect(tooltip).toContain('In this training: 40 files, 90,000 characters.');
    }
    expect(tooltip).not.toMatch(/learned from \d/i);
  });

  it.each(rows)('says that the workspace is learned only of a finished run: %s', (_name, change) => {
    const tooltip = tooltipLines(stateOf({ activity: 'starting', ...change }), on).join('\n');
    if (change.model?.finished !== true) expect(tooltip).not.toContain('has learned this workspace');
  });

  it.each(rows)('is all in Chinese where the language is Chinese: %s', (_name, change, bar) => {
    language.texts = chinese;
    const state = stateOf({ activity: 'starting', ...change });
    if (bar !== 'Tacit') expect(statusText(state, on).text).toMatch(/\p{Script=Han}/u);
    for (const line of tooltipLines(state, on)) {
      if (line !== change.message) expect(line).toMatch(/^[^a-z]*(?:Tacit[^a-z]*)*$/);
    }
    for (const action of actionsIn(state, on)) {
      expect(actionTexts[action as keyof typeof actionTexts]('python')).toMatch(/\p{Script=Han}/u);
    }
  });
});

describe('secrets that are masked', () => {
  const masking = (secrets: number, files: number): string =>
    tooltipLines(stateOf({ activity: 'idle', memory: { ...memory, masked: { secrets, files } } }), on).join(
      '\n',
    );

  it('are counted in the tooltip, where there are any', () => {
    language.texts = {};
    expect(masking(1200, 4)).toContain('Secrets masked: 1,200, in 4 files.');
    expect(masking(0, 0)).not.toContain('masked');
    language.texts = chinese;
    expect(masking(12, 4)).toContain('已遮盖的秘密：12 个，位于 4 个文件中。');
    language.texts = {};
  });
});

describe('what can be turned on and off', () => {
  const idle = stateOf({ activity: 'idle', memory, ...network(true) });
  const training = stateOf({ activity: 'training', progress: progress(0.4, 180) });
  const turns = (switches: Switches): string[] =>
    actionsIn(idle, switches).filter((action) => action.startsWith('turn'));

  it.each([
    ['on', on, 'Tacit', ['turnOff', 'turnOffLanguage']],
    ['off', offEverywhere, 'Tacit: off', ['turnOn', 'turnOnLanguage']],
    ['off for a language', offInPython, 'Tacit: off for python', ['turnOnLanguage']],
    ['on for a language alone', onlyInPython, 'Tacit', ['turnOffLanguage']],
    ['on, without an editor', noEditor, 'Tacit', ['turnOff']],
    ['off, without an editor', { ...noEditor, here: false, inGeneral: false }, 'Tacit: off', ['turnOn']],
  ] as const)('agrees with the bar: %s', (_name, switches, bar, actions) => {
    expect(withoutIcon(statusText(idle, switches).text)).toBe(bar);
    expect(turns(switches)).toEqual(actions);
    expect(tooltipLines(idle, switches)[0]).toMatch(
      switches.here ? /makes suggestions/ : /Suggestions are turned off/,
    );
  });

  it('comes before a line that is too long, which bar and tooltip name', () => {
    expect(withoutIcon(statusText(idle, inLongLine).text)).toBe('Tacit: line too long');
    expect(tooltipLines(idle, inLongLine)[0]).toContain('This line is too long for suggestions.');
    expect(withoutIcon(statusText(idle, { ...inLongLine, here: false, inGeneral: false }).text)).toBe(
      'Tacit: off',
    );
  });

  it('comes before what suggestions lack, which the tooltip names also during a training', () => {
    const ended = { ...training, predictor: 'ended' } as const;
    expect(tooltipLines(ended, on)[1]).toContain('is not started again');
    expect(statusText({ ...idle, predictor: 'ended' }, offEverywhere).text).toContain('Tacit: off');
  });

  it('is said in the tooltip while the bar shows a training', () => {
    expect(statusText(training, offInPython).text).toContain('learning 40%');
    expect(tooltipLines(training, offInPython)).toContain(
      'Suggestions are turned off for the language python.',
    );
    expect(tooltipLines(training, on).join()).not.toContain('turned off');
  });

  it('is named after what it does', () => {
    expect(actionTexts.turnOff('python')).toBe('Turn suggestions off');
    expect(actionTexts.turnOnLanguage('python')).toBe('Turn suggestions on for python');
  });

  it('is offered by commands only in the direction that changes something', () => {
    expect(commands['tacit.turnOff']).toMatch(/&& tacit\.suggesting/);
    expect(commands['tacit.turnOffLanguage']).toMatch(/&& tacit\.suggesting/);
    expect(commands['tacit.turnOn']).toMatch(/&& !tacit\.suggesting/);
    expect(commands['tacit.turnOnLanguage']).toMatch(/&& !tacit\.suggesting/);
  });
});

describe('the menu', () => {
  it('offers no training where it is impossible', () => {
    for (const activity of ['restricted', 'no-folder', 'elsewhere', 'stopping'] satisfies Activity[]) {
      const actions = actionsIn(stateOf({ activity }), on);
      for (const action of ['train', 'trainAgain', 'continue']) expect(actions).not.toContain(action);
    }
  });
});
