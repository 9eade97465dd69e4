import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { buildFirst, scriptArguments } from './build-first.ts';
import { testModule } from './host/bundle-tests.ts';
import { type PreparedScenario, runScenarios } from './host/run-scenarios.ts';
import { cacheFolder, root } from './paths.ts';
import { runScript } from './user-error.ts';

/**
 * `npm run test:electron [-- SCENARIO...]`: the host tests in a desktop VS Code. It is downloaded into the cache folder,
 * which needs a network and a display; `VSCODE_EXECUTABLE` names an installed one instead.
 */
async function openOnDesktop({
  scenario,
  profile,
  workspace,
  environment,
}: PreparedScenario): Promise<string | undefined> {
  const executable = process.env['VSCODE_EXECUTABLE'];
  await mkdir(profile.folder, { recursive: true });
  const status = await runTests({
    ...(executable === undefined ? {} : { vscodeExecutablePath: executable }),
    cachePath: cacheFolder,
    extensionDevelopmentPath: root,
    extensionTestsPath: testModule,
    extensionTestsEnv: environment,
    launchArgs: [
      workspace,
      ...[
        '--user-data-dir',
        join(profile.folder, 'user-data'),
        '--extensions-dir',
        join(profile.folder, 'extensions'),
      ],
      ...(scenario.trusted ? ['--disable-workspace-trust'] : []),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-telemetry',
    ],
  }).catch((error: unknown) => String(error));
  return status === 0 ? undefined : `the desktop VS Code ended with ${String(status)}`;
}

await runScript(async () => {
  await buildFirst();
  return runScenarios(openOnDesktop, scriptArguments());
});
