import { join } from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { buildFirst, scriptArguments } from './build-first.ts';
import { runOnTerminal } from './editor/command.ts';
import { testModule } from './host/bundle-tests.ts';
import { type PreparedScenario, runScenarios } from './host/run-scenarios.ts';
import { cacheFolder, root } from './paths.ts';
import { runScript, UserError } from './user-error.ts';

/**
 * `npm run test:electron [-- SCENARIO...]`: runs the host tests in a desktop VS Code, which needs a display. It is
 * downloaded into the cache folder, unless `VSCODE_EXECUTABLE` names an installed one.
 */
async function main(): Promise<number> {
  await buildFirst();
  const executable = await desktopEditor();
  return runScenarios((prepared) => openOnDesktop(executable, prepared), scriptArguments());
}

async function desktopEditor(): Promise<string> {
  const installed = process.env['VSCODE_EXECUTABLE'];
  if (installed !== undefined && installed !== '') return installed;
  try {
    return await downloadAndUnzipVSCode({ cachePath: cacheFolder });
  } catch (error) {
    throw new UserError(
      `The desktop VS Code could not be downloaded (${String(error)}).\n` +
        'Set VSCODE_EXECUTABLE to the path of an installed one, or run "npm run test:host", which needs none.',
    );
  }
}

/** Does not use `runTests` of test-electron, which trusts every workspace: one scenario is about Restricted Mode. */
async function openOnDesktop(
  executable: string,
  { scenario, profile, workspace, environment }: PreparedScenario,
): Promise<string | undefined> {
  const status = await runOnTerminal(
    executable,
    [
      workspace,
      `--extensionDevelopmentPath=${root}`,
      `--extensionTestsPath=${testModule}`,
      ...['--user-data-dir', join(profile.folder, 'user-data')],
      ...['--extensions-dir', join(profile.folder, 'extensions')],
      ...['--disable-telemetry', '--disable-updates', '--skip-welcome', '--skip-release-notes'],
      ...(scenario.trusted ? ['--disable-workspace-trust'] : []),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    environment,
  );
  return status === 0 ? undefined : `the desktop VS Code ended with ${String(status)}`;
}

await runScript(main);
