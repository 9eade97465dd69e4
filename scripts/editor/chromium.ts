import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { UserError } from '../user-error.ts';
import { installDebianPackage } from './debian-package.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Returns the path of a Chromium: `CHROMIUM_EXECUTABLE`, else the first one on the PATH. Undefined if there is none.
 */
export function findChromium(): string | undefined {
  const chosen = process.env['CHROMIUM_EXECUTABLE'];
  if (chosen !== undefined && chosen !== '') {
    if (!isExecutable(chosen))
      throw new UserError(`CHROMIUM_EXECUTABLE names ${chosen}, which cannot be run.`);
    return chosen;
  }
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

/** Returns the path of a Chromium for tests. If there is none, installs Debian's package, if this user may do that. */
export async function requireChromium(): Promise<string> {
  const install = (): Promise<boolean> => installDebianPackage('chromium', 'the tests in the editor');
  const found = findChromium() ?? ((await install()) ? findChromium() : undefined);
  if (found !== undefined) return found;
  throw new UserError(
    'The tests in the editor need Chromium, which was not found. On Debian or Ubuntu: sudo apt-get install chromium\n' +
      'Elsewhere, set CHROMIUM_EXECUTABLE to the path of Chromium or Chrome.',
  );
}

/**
 * Starts Chromium without a window, with a browser profile of its own.
 *
 * @param profileFolder - kept between calls, because the editor keeps part of its state in the browser
 */
export async function launchChromium(profileFolder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profileFolder, {
    executablePath: await requireChromium(),
    args: ['--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
    viewport: { width: 1280, height: 800 },
  });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
