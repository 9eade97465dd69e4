import { join } from 'node:path';
import { buildFirst, scriptArguments } from './build-first.ts';
import { requireChromium } from './editor/chromium.ts';
import { runOnTerminal } from './editor/command.ts';
import { installEditor } from './editor/install.ts';
import { resultsFolder, root } from './paths.ts';
import { runScript } from './user-error.ts';
import { packExtension } from './vsix/pack.ts';

/** `npm run test:e2e`: tests the packaged VSIX in a real editor, through Chromium, as a person would use it. */
async function main(): Promise<number> {
  await buildFirst();
  await packExtension();
  await installEditor();
  await requireChromium();
  const status = await runOnTerminal(process.execPath, [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    ...['run', '--config', join(root, 'test', 'e2e', 'vitest.config.ts')],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${join(resultsFolder, 'e2e.json')}`],
    ...scriptArguments(),
  ]);
  return status ?? 1;
}

await runScript(main);
