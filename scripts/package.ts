import { allowedFiles, archiveBudget, packageProblems } from './vsix/contents.ts';
import { announcedFiles, packExtension } from './vsix/pack.ts';
import { listZip } from './vsix/zip-listing.ts';
import { runScript, UserError } from './user-error.ts';

/** `npm run package`: packages the built extension into tacit.vsix and checks what is in it. */
async function main(): Promise<number> {
  const packed = await packExtension();
  const entries = listZip(packed.bytes);
  const budgets = new Map(
    Object.entries(allowedFiles).map(([file, budget]) => [`extension/${file}`, budget]),
  );
  console.log('     bytes    budget  file');
  for (const { path, size } of entries) console.log(row(size, budgets.get(path), path));
  console.log(row(packed.bytes.length, archiveBudget, packed.file));
  const problems = packageProblems({
    entries,
    announced: await announcedFiles(),
    archiveSize: packed.bytes.length,
  });
  if (problems.length > 0) throw new UserError(`The package is not fit to ship:\n- ${problems.join('\n- ')}`);
  console.log('Package check passed.');
  return 0;
}

function row(size: number, budget: number | undefined, name: string): string {
  return `${String(size).padStart(10)}${(budget === undefined ? '' : String(budget)).padStart(10)}  ${name}`;
}

await runScript(main);
