import type { PresetName } from '../core/training/training-options.ts';

/** Every setting by its key under `tacit.`. */
export interface SettingValues {
  readonly enable: boolean;
  readonly 'train.auto': boolean;
  readonly 'train.minutes': number;
  readonly 'train.preset': PresetName;
  /** Globs, as in `files.exclude`. */
  readonly 'train.exclude': readonly string[];
}

export type SettingKey = keyof SettingValues;

/** A setting as its JSON schema in package.json says it. */
interface Setting<Value> {
  readonly type: 'boolean' | 'number' | 'string' | 'array';
  readonly default: Value;
  readonly scope: 'window' | 'resource' | 'language-overridable';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly Value[];
}

/** The settings in the order shown. A test proves this table equal to package.json. */
export const settings: { readonly [Key in SettingKey]: Setting<SettingValues[Key]> } = {
  enable: { type: 'boolean', default: true, scope: 'language-overridable' },
  'train.auto': { type: 'boolean', default: true, scope: 'window' },
  'train.minutes': { type: 'number', default: 5, scope: 'window', minimum: 0.5, maximum: 600 },
  'train.preset': {
    type: 'string',
    default: 'balanced',
    scope: 'window',
    enum: ['fast', 'balanced', 'large', 'classic'],
  },
  'train.exclude': { type: 'array', default: [], scope: 'resource' },
};
