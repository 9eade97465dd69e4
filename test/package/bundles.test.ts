import { execFile } from 'node:child_process';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';

/** The editor's module, where every name is a value that can be called, constructed and looked into. */
const anyEditor = `
  const anything = new Proxy(class {}, { get: (target, name) => target[name] ?? anything, apply: () => anything });
  const bundle = require('node:fs').readFileSync('extension.cjs', 'utf8');
  for (const [, name] of bundle.matchAll(/\\.([A-Za-z]\\w*)/g)) module.exports[name] = anything;
`;

describe('dist/extension.cjs', () => {
  it('needs nothing beside it but the editor', async () => {
    const folder = temporaryFolder();
    const editor = join(folder, 'node_modules', 'vscode');
    await mkdir(editor, { recursive: true });
    await writeFile(join(editor, 'index.js'), anyEditor);
    await copyFile('dist/extension.cjs', join(folder, 'extension.cjs'));
    const script = `console.log(Object.keys(require('./extension.cjs')).sort().join())`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { cwd: folder });
    expect(stdout.trim()).toBe('activate,deactivate');
  });
});
