import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { root } from '../paths.ts';
import { UserError } from '../user-error.ts';

/** The member of esbuild's metafile that names the files in its bundle. */
interface BundleMeta {
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** The compiler's library has parts in the kernels, such as the logarithm. */
const compilerOfKernels = join(root, 'node_modules', 'assemblyscript');

const opening = 'Tacit contains code of these packages, under the licences that follow.';

/** The licences of all packages whose code is in `dist`, from their own files; by name, so that they keep their order. */
export async function thirdPartyNotice(): Promise<string> {
  const folders = await shippedPackageFolders();
  const sections = [...(await Promise.all(folders.map(licenceSection))), await secretRulesSection()];
  return [opening, ...sections.sort((a, b) => (a < b ? -1 : 1))].join('\n\n');
}

/** The folders of all packages whose code is in `dist`. */
export async function shippedPackageFolders(): Promise<readonly string[]> {
  const metas = ['extension', 'worker', 'cli'].map(async (bundle) => {
    const text = await readFile(join(root, 'dist', `meta-${bundle}.json`), 'utf8');
    return Object.keys((JSON.parse(text) as BundleMeta).inputs);
  });
  return [...new Set([compilerOfKernels, ...packageFolders((await Promise.all(metas)).flat())])];
}

/** The folders of the packages that these files are from. Files that are ours are from none. */
export function packageFolders(files: readonly string[]): readonly string[] {
  const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;
  return [...new Set(files.flatMap((file) => folder.exec(file)?.[0] ?? []))].map((path) =>
    resolve(root, path),
  );
}

/** Some shapes of secrets are taken from a set of rules that is no package. */
async function secretRulesSection(): Promise<string> {
  const licence = await readFile(join(root, 'src/core/text/secrets/gitleaks.LICENSE'), 'utf8');
  return `gitleaks, rules\n---------------\n\n${licence.trim()}\n`;
}

async function licenceSection(folder: string): Promise<string> {
  const manifest = await readFile(join(folder, 'package.json'), 'utf8');
  const { name, version } = JSON.parse(manifest) as { readonly name: string; readonly version: string };
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file)).sort();
  if (files.length === 0)
    throw new UserError(`${name} has no licence file in ${folder}, so it cannot be shipped.`);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const title = `${name} ${version}`;
  const licences = texts.map((text) => text.replaceAll('\r\n', '\n').trim());
  return [`${title}\n${'-'.repeat(title.length)}`, ...licences].join('\n\n') + '\n';
}
