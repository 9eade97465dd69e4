import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { softwareBill } from '../../scripts/vsix/software-bill.ts';
import { temporaryFolder } from '../temporary-folder.ts';

interface Bill {
  readonly bomFormat: string;
  readonly components: readonly {
    readonly name: string;
    readonly version: string;
    readonly licenses: readonly { readonly license: { readonly id: string } }[];
    readonly hashes: readonly { readonly alg: string }[];
  }[];
}

interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const manifest = readJson('package.json') as Required<Manifest>;

/** The packages that a bundle has a file of. The kernels, which esbuild does not see, have parts of their compiler's. */
const shipped = new Set([
  'assemblyscript',
  ...['extension', 'worker', 'cli'].flatMap((bundle) => {
    const { inputs } = readJson(`dist/meta-${bundle}.json`) as { readonly inputs: object };
    return Object.keys(inputs).flatMap(
      (file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [],
    );
  }),
]);

describe('the bill of materials', async () => {
  const bill = await softwareBill();

  beforeEach((context) => {
    context.skip(bill === undefined, 'this npm has no command "npm sbom"');
  });

  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('lists just the packages whose code ships, with versions and licences', () => {
    const { bomFormat, components } = JSON.parse(bill ?? '') as Bill;
    expect(bomFormat).toBe('CycloneDX');
    const listed = components.map(({ name, version, licenses }) => [name, version, licenses[0].license.id]);
    const expected = [...shipped].sort().map((name) => {
      const { version, license } = readJson(`node_modules/${name}/package.json`) as Manifest;
      return [name, version, license];
    });
    expect(listed).toEqual(expected);
    for (const { hashes } of components) expect(hashes.map(({ alg }) => alg)).toEqual(['SHA-512']);
  });

  it('has the same bytes at any time, in any folder, time zone and language', async () => {
    const folder = join(temporaryFolder(), 'another name');
    mkdirSync(folder);
    for (const file of ['package.json', 'package-lock.json']) copyFileSync(file, join(folder, file));
    vi.stubEnv('TZ', 'Asia/Shanghai');
    vi.stubEnv('LC_ALL', 'cs_CZ.UTF-8');
    vi.stubEnv('NODE_ENV', 'production');
    expect(await softwareBill(folder)).toBe(bill);
  });
});

describe('package.json', () => {
  it('names as dependencies just the packages whose code ships', () => {
    expect(new Set(Object.keys(manifest.dependencies))).toEqual(shipped);
  });

  it('pins every dependency to one version, as the lock file does', () => {
    const { packages } = readJson('package-lock.json') as {
      readonly packages: Readonly<Record<string, { readonly version: string; readonly integrity: string }>>;
    };
    const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    for (const [name, version] of all) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(?:-[\w.-]+)?$/);
      expect(packages[`node_modules/${name}`].version, name).toBe(version);
      expect(packages[`node_modules/${name}`].integrity, name).toMatch(/^sha512-/);
    }
  });
});
