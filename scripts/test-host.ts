import { join } from 'node:path';
import { buildFirst, scriptArguments } from './build-first.ts';
import { startTestServer } from './editor/server.ts';
import { runInBrowser } from './host/run-in-browser.ts';
import { type PreparedScenario, runScenarios } from './host/run-scenarios.ts';
import { testModule } from './host/bundle-tests.ts';
import { runScript } from './user-error.ts';

/** `npm run test:host [-- SCENARIO...]`: runs tests inside the extension host of the real VS Code server. */
async function openInServer({
  scenario,
  profile,
  workspace,
  environment,
  traceFile,
}: PreparedScenario): Promise<string | undefined> {
  const editor = await startTestServer({ profile, trusted: scenario.trusted, environment, traceFile });
  try {
    return await runInBrowser({
      editor,
      browserProfile: join(profile.folder, 'browser'),
      workspace,
      testModule,
      name: `${scenario.name}-${scenario.user}`,
      timeoutMinutes: 10,
    });
  } finally {
    await editor.dispose();
  }
}

await runScript(async () => {
  await buildFirst();
  return runScenarios(openInServer, scriptArguments());
});
