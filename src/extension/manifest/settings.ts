import type { Eagerness } from '../../core/prediction/eagerness.ts';
import type { SuggestInside } from '../../core/prediction/shaping/rule.ts';
import type { PresetName } from '../../core/training/training-options.ts';

/** The type of every setting, by its key under `tacit.`. */
export interface SettingValues {
  readonly enable: boolean;
  readonly 'suggest.eagerness': Eagerness;
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
}

export type SettingKey = keyof SettingValues;

/** A setting, as its JSON schema in package.json has it. */
interface Setting<Value> extends ValueSchema {
  readonly default: Value;
  readonly scope: 'window' | 'resource' | 'language-overridable';
}

/** The values that a setting may have. */
export interface ValueSchema {
  readonly type: TypeName | readonly TypeName[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly ValueSchema[];
}

type TypeName = 'boolean' | 'number' | 'integer' | 'string' | 'array';

/** The settings, in the order in which the editor shows them. A test proves that this table equals package.json. */
export const settings: { readonly [Key in SettingKey]: Setting<SettingValues[Key]> } = {
  enable: { type: 'boolean', default: true, scope: 'language-overridable' },
  'suggest.eagerness': {
    type: ['string', 'number'],
    anyOf: [
      { type: 'string', enum: ['quiet', 'balanced', 'eager'] },
      { type: 'number', minimum: 0, maximum: 1 },
    ],
    default: 'balanced',
    scope: 'language-overridable',
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
  'train.cpu': { type: 'number', default: 100, scope: 'window', minimum: 5, maximum: 100 },
  'train.threads': { type: 'integer', default: 0, scope: 'window', minimum: 0, maximum: 16 },
  'train.preset': {
    type: 'string',
    default: 'balanced',
    scope: 'window',
    enum: ['fast', 'balanced', 'large', 'classic'],
  },
  'train.exclude': { type: 'array', default: [], scope: 'resource' },
};

/** Returns the allowed value nearest to what the user has set, or undefined if that is of the wrong type. */
export function fittingValue(schema: ValueSchema, value: unknown): unknown {
  const { type, enum: choices, anyOf, minimum = -Infinity, maximum = Infinity } = schema;
  if (anyOf !== undefined) {
    return anyOf.map((each) => fittingValue(each, value)).find((fitting) => fitting !== undefined);
  }
  if (type === 'integer') {
    const number = fittingValue({ ...schema, type: 'number' }, value);
    return typeof number === 'number' ? Math.round(number) : undefined;
  }
  const isRightType = type === 'array' ? Array.isArray(value) : typeof value === type;
  if (!isRightType) return undefined;
  if (typeof value === 'number') {
    return Number.isNaN(value) ? undefined : Math.min(maximum, Math.max(minimum, value));
  }
  return choices === undefined || choices.includes(value as string) ? value : undefined;
}
