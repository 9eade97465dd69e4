import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findChromium } from './chromium.ts';

/** Opens a page in the user's browser, if possible. Returns a text that says what was done or what to do. */
export function openInBrowser(address: string): string {
  if (!hasDisplay()) {
    const port = new URL(address).port;
    return (
      'There is no display here. Open that address in a browser on this machine, or on another one after\n' +
      `  ssh -L ${port}:127.0.0.1:${port} <this machine>`
    );
  }
  const opener = findOpener();
  if (opener === undefined) {
    return (
      'No browser was found. Install one (on Debian or Ubuntu: sudo apt-get install chromium), ' +
      'then open the address.'
    );
  }
  spawn(opener, [address], { detached: true, stdio: 'ignore' })
    .on('error', () => undefined)
    .unref();
  return 'Opening it in your browser.';
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return ['DISPLAY', 'WAYLAND_DISPLAY'].some((name) => (process.env[name] ?? '') !== '');
}

function findOpener(): string | undefined {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, opener)).find((path) => existsSync(path)) ?? findChromium();
}
