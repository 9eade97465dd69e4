/**
 * `npm run package [-- --release]`: packages the built extension into tacit.vsix, checks what is in it, and lists the
 * packages in it in tacit.cdx.json. With --release it refuses to package anything that lacks what a release must have.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root, softwareBillFile } from './paths.ts';
import { runScript, UserError } from './user-error.ts';
import { allowedFiles, ARCHIVE_BUDGET, packageProblems } from './vsix/contents.ts';
import { packExtension } from './vsix/pack.ts';
import { type ReleaseManifest, releaseProblems } from './vsix/release.ts';
import { softwareBill } from './vsix/software-bill.ts';
import { listZip } from './vsix/zip-listing.ts';

const NO_BILL = 'There is no bill of materials: this npm has no command "npm sbom". Use npm 10 or later.';

await runScript(async () => {
  const { values } = parseArgs({ options: { release: { type: 'boolean', default: false } } });
  const bill = await softwareBill();
  const missing = await missingForRelease(bill !== undefined);
  if (values.release && missing.length > 0) {
    throw new UserError(`This is not fit to release:\n- ${missing.join('\n- ')}`);
  }
  const packed = await packExtension();
  const entries = listZip(packed.bytes);
  const budgets = new Map(
    Object.entries(allowedFiles).map(([file, budget]) => [`extension/${file}`, budget]),
  );
  console.log('     bytes    budget  file');
  for (const { path, size } of entries) console.log(row(size, budgets.get(path), path));
  console.log(row(packed.bytes.length, ARCHIVE_BUDGET, packed.file));
  const problems = packageProblems({
    entries,
    announced: packed.announced,
    archiveSize: packed.bytes.length,
  });
  if (problems.length > 0) throw new UserError(`The package is not fit to ship:\n- ${problems.join('\n- ')}`);
  await rm(softwareBillFile, { force: true });
  if (bill === undefined) console.log(NO_BILL);
  else await writeFile(softwareBillFile, bill);
  console.log('Package check passed.');
  if (missing.length > 0) {
    console.log(`Not fit to release yet: "npm run package -- --release" names ${missing.length} reasons.`);
  }
  return 0;
});

async function missingForRelease(hasBill: boolean): Promise<string[]> {
  const [manifest, changelog] = await Promise.all(
    ['package.json', 'CHANGELOG.md'].map((file) => readFile(join(root, file), 'utf8')),
  );
  const problems = releaseProblems(JSON.parse(manifest) as ReleaseManifest, changelog);
  return hasBill ? problems : [...problems, NO_BILL];
}

function row(size: number, budget: number | undefined, name: string): string {
  return `${String(size).padStart(10)}${(budget === undefined ? '' : String(budget)).padStart(10)}  ${name}`;
}
