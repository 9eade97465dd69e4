/**
 * `npm run types`: runs the TypeScript compiler over each layer's own tsconfig, so that core sees no Node, and then over
 * everything.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

const layers = readdirSync('src').filter(
  (layer) => layer !== 'kernels' && existsSync(`src/${layer}/tsconfig.json`),
);
const projects = [...layers.map((layer) => `src/${layer}/tsconfig.json`), 'tsconfig.json'];

let failures = 0;
for (const project of projects) {
  const { status } = spawnSync('tsc', ['-p', project], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${project}`);
  if (status !== 0) failures++;
}
process.exitCode = failures > 0 ? 1 : 0;
