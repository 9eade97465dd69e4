import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');

/** The parts of package.json that the tables in src/extension repeat. */
export interface Manifest {
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: string;
      readonly description: string;
      readonly restrictedConfigurations: readonly string[];
    };
  };
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
      readonly enablement: string;
    }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Record<string, unknown>>> };
  };
}

export function readJson(path: string): unknown {
  return JSON.parse(readText(path));
}

export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export const manifest = readJson('package.json') as Manifest;
