import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { installEditor } from './editor/install.ts';
import { openInBrowser } from './editor/open-browser.ts';
import { isPortFree } from './editor/port.ts';
import { copySample, firstSettings } from './editor/sample.ts';
import { installExtension, type Profile, startEditor, userSettingsFile } from './editor/server.ts';
import { cacheFolder } from './paths.ts';
import { runScript, UserError } from './user-error.ts';
import { packExtension } from './vsix/pack.ts';

const defaultPort = 8787;

/** `npm start`: runs a real VS Code with Tacit, on a copy of the sample workspace, until Ctrl+C. */
async function main(): Promise<number> {
  const profile: Profile = { folder: join(cacheFolder, 'start'), port: chosenPort() };
  if (!(await isPortFree(profile.port))) {
    throw new UserError(
      `Port ${String(profile.port)} is in use. If an earlier "npm start" is still running, its editor is at ` +
        `http://127.0.0.1:${String(profile.port)}/ (Ctrl+C in its terminal ends it).\n` +
        `Otherwise, choose another port: npm start -- --port ${String(profile.port + 1)}`,
    );
  }
  await installEditor();
  await updateExtension(profile);
  await writeFirstSettings(profile);
  const sample = join(profile.folder, 'sample');
  await copySample(sample);
  const editor = await startEditor({ profile, trusted: true }, sample);
  console.log(`\nTacit is ready: ${editor.address}\n`);
  console.log(openInBrowser(editor.address));
  console.log('Press Ctrl+C here to stop.');
  await editor.exited;
  throw new UserError(`The editor has ended unexpectedly. See ${join(profile.folder, 'server.log')}.`);
}

function chosenPort(): number {
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  const text = values.port ?? process.env['PORT'] ?? String(defaultPort);
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new UserError(`"${text}" is not a port: choose a number from 1 to 65535.`);
}

/** Packages the extension and installs it, unless the same package is already installed. */
async function updateExtension(profile: Profile): Promise<void> {
  const packed = await packExtension();
  const stamp = join(profile.folder, 'installed-extension');
  const installed = await readFile(stamp, 'utf8').catch(() => '');
  if (installed === packed.digest) return;
  console.log('Installing Tacit into the editor...');
  await installExtension(profile, packed.file);
  await writeFile(stamp, packed.digest);
}

async function writeFirstSettings(profile: Profile): Promise<void> {
  const file = userSettingsFile(profile);
  if (existsSync(file)) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(firstSettings, undefined, 2)}\n`);
}

await runScript(main);
