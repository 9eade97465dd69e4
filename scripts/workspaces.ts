/**
 * `npm run workspaces [-- NAME…]`: makes the development workspaces, on which models are measured, in
 * .workspaces/NAME/{train,test}; all of them unless some are named. Workspaces that are there already stay.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countCodePoints } from '../src/core/text/code-points.ts';
import { root } from './paths.ts';
import { runScript, UserError } from './user-error.ts';
import { fetchPackage } from './workspaces/fetch-package.ts';
import { filesBelow, layOut } from './workspaces/lay-out.ts';
import { workspaceSources } from './workspaces/sources.ts';
import type { WorkspaceSource } from './workspaces/sources.ts';

const workspacesFolder = join(root, '.workspaces');

await runScript(async () => {
  const chosen = chooseSources(process.argv.slice(2));
  const problems: string[] = [];
  console.log(
    row(['workspace', 'content', 'package', 'train files', 'characters', 'test files', 'characters']),
  );
  for (const source of chosen) {
    try {
      await provide(source);
      console.log(row([source.name, source.content, source.package, ...(await sizes(source))]));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new UserError(problems.join('\n\n'));
  return 0;
});

function chooseSources(names: readonly string[]): readonly WorkspaceSource[] {
  const unknown = names.filter((name) => !workspaceSources.some((source) => source.name === name));
  if (unknown.length > 0) {
    const known = workspaceSources.map((source) => source.name).join(', ');
    throw new UserError(`There is no workspace ${unknown.join(', ')}. Choose from: ${known}.`);
  }
  return workspaceSources.filter((source) => names.length === 0 || names.includes(source.name));
}

/** Makes the workspace, unless it was made before from the same package by the same rules. */
async function provide(source: WorkspaceSource): Promise<void> {
  const target = join(workspacesFolder, source.name);
  const recipe = `${JSON.stringify({ version: 1, ...source, takes: String(source.takes) }, null, 2)}\n`;
  const recipeOf = (folder: string): string => join(folder, 'recipe.json');
  if ((await readFile(recipeOf(target), 'utf8').catch(() => '')) === recipe) return;
  const temporary = await mkdtemp(join(tmpdir(), 'tacit-workspace-'));
  try {
    const packageFolder = await fetchPackage(source, temporary);
    await rm(target, { recursive: true, force: true });
    await layOut(source, packageFolder, target);
    await writeFile(recipeOf(target), recipe); // last, because a workspace without it counts as absent
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function sizes(source: WorkspaceSource): Promise<string[]> {
  const counted: string[] = [];
  for (const part of ['train', 'test']) {
    const folder = join(workspacesFolder, source.name, part);
    const files = await filesBelow(folder);
    let characters = 0;
    for (const path of files) characters += countCodePoints(await readFile(join(folder, path), 'utf8'));
    counted.push(files.length.toLocaleString('en'), characters.toLocaleString('en'));
  }
  return counted;
}

function row(cells: readonly string[]): string {
  const widths = [12, 14, 34, 11, 11, 10, 11];
  return cells
    .map((cell, i) => (i < 3 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
    .join('  ');
}
