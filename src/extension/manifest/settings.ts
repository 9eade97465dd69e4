import type { Eagerness } from '../../core/prediction/eagerness.ts';
import type { SuggestInside } from '../../core/prediction/shaping/rule.ts';
import type { PresetName } from '../../core/training/training-options.ts';

/** The type of every setting, by its key under `tacit.`. */
export interface SettingValues {
  readonly enable: boolean;
  /** 'manual' suggests only to one who asks. */
  readonly 'suggest.eagerness': Exclude<Eagerness, number> | 'manual';
  /** The lowest probability of a suggestion; null leaves it to the eagerness. */
  readonly 'suggest.threshold': number | null;
  readonly 'suggest.inComments': SuggestInside;
  readonly 'suggest.inStrings': SuggestInside;
  readonly 'suggest.multiLine': boolean;
  readonly 'train.auto': boolean;
  /** In percent of one core. */
  readonly 'train.cpu': number;
  /** 0 leaves the number to `trainingThreads`. */
  readonly 'train.threads': number;
  readonly 'train.minutes': number;
  readonly 'train.preset': PresetName;
  /** Globs like those in `files.exclude`. */
  readonly 'train.exclude': readonly string[];
  /** Values that are no secrets; an asterisk stands for any characters. */
  readonly 'secrets.allow': readonly string[];
}

export type SettingKey = keyof SettingValues;

/** A setting, as its JSON schema in package.json has it. */
interface Setting<Value> extends ValueSchema {
  readonly default: Value;
  readonly scope: 'window' | 'resource' | 'language-overridable' | 'machine-overridable';
}

/** The values that a setting may have. */
export interface ValueSchema {
  readonly type: TypeName | readonly TypeName[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
}

type TypeName = 'boolean' | 'number' | 'integer' | 'string' | 'array' | 'null';

/** The settings, in the order in which the editor shows them. A test proves that this table equals package.json. */
export const settings: { readonly [Key in SettingKey]: Setting<SettingValues[Key]> } = {
  enable: { type: 'boolean', default: true, scope: 'language-overridable' },
  'suggest.eagerness': {
    type: 'string',
    default: 'balanced',
    scope: 'language-overridable',
    enum: ['calm', 'balanced', 'eager', 'manual'],
  },
  'suggest.threshold': {
    type: ['number', 'null'],
    default: null,
    scope: 'language-overridable',
    minimum: 0,
    maximum: 1,
  },
  'suggest.inComments': {
    type: 'string',
    default: 'on',
    scope: 'language-overridable',
    enum: ['on', 'short', 'off'],
  },
  'suggest.inStrings': {
    type: 'string',
    default: 'on',
    scope: 'language-overridable',
    enum: ['on', 'short', 'off'],
  },
  'suggest.multiLine': { type: 'boolean', default: true, scope: 'language-overridable' },
  'train.auto': { type: 'boolean', default: true, scope: 'window' },
  'train.minutes': { type: 'number', default: 5, scope: 'window', minimum: 0.5, maximum: 600 },
  'train.cpu': { type: 'number', default: 100, scope: 'machine-overridable', minimum: 5, maximum: 100 },
  'train.threads': { type: 'integer', default: 0, scope: 'machine-overridable', minimum: 0, maximum: 16 },
  'train.preset': {
    type: 'string',
    default: 'balanced',
    scope: 'window',
    enum: ['fast', 'balanced', 'large', 'classic'],
  },
  'train.exclude': { type: 'array', default: [], scope: 'resource' },
  'secrets.allow': { type: 'array', default: [], scope: 'window' },
};

/** Returns the allowed value nearest to what the user has set, or undefined if that is of the wrong type. */
export function fittingValue(schema: ValueSchema, value: unknown): unknown {
  const { enum: choices, minimum = -Infinity, maximum = Infinity } = schema;
  const types: readonly TypeName[] = typeof schema.type === 'string' ? [schema.type] : schema.type;
  const has = (name: string): boolean => types.some((type) => type === name);
  if (value === null) return has('null') ? null : undefined;
  if (typeof value === 'number') {
    if (Number.isNaN(value) || !(has('number') || has('integer'))) return undefined;
    const near = Math.min(maximum, Math.max(minimum, value));
    return has('integer') ? Math.round(near) : near;
  }
  if (Array.isArray(value))
    return has('array') ? value.filter((each) => typeof each === 'string') : undefined;
  if (!has(typeof value)) return undefined;
  return choices === undefined || choices.includes(value as string) ? value : undefined;
}

/** How readily to suggest, and whether without being asked. */
export interface ChosenEagerness {
  readonly eagerness: Eagerness;
  /** Whether nothing is suggested by itself. */
  readonly isManual: boolean;
}

/** Names of earlier versions, which may still be stored. */
const renamed: Readonly<Record<string, string | undefined>> = { quiet: 'calm' };

/**
 * Returns how readily to suggest, from what the user has set. The threshold comes first. Next comes a number in the
 * eagerness, which was allowed there before there was a threshold. One who asks by hand is answered as anybody else.
 */
export function chosenEagerness(threshold: unknown, eagerness: unknown): ChosenEagerness {
  const number = settings['suggest.threshold'];
  const now = typeof eagerness === 'string' ? (renamed[eagerness] ?? eagerness) : eagerness;
  const isManual = now === 'manual';
  const name = isManual ? undefined : fittingValue(settings['suggest.eagerness'], now);
  const chosen = fittingValue(number, threshold) ?? fittingValue(number, now) ?? name;
  return { eagerness: (chosen ?? settings['suggest.eagerness'].default) as Eagerness, isManual };
}
