import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../paths.ts';
import type { Absent, Contender } from './contender.ts';
import { installPeers } from './install.ts';
import { pytorchContenders } from './pytorch.ts';

const folder = join(root, 'test', 'bench');

/** The peers from npm, and the works in which they take part. */
const packages = [
  { label: 'TensorFlow.js', name: '@tensorflow/tfjs-backend-wasm', file: 'tfjs.ts', works: /^training/ },
  { label: 'brain.js', name: 'brain.js', file: 'brain.ts', works: /^training-characters$/ },
  { label: 'ONNX Runtime', name: 'onnxruntime-node', file: 'onnxruntime.ts', works: /^inference/ },
];

/** Tacit first, then all peers: those that this machine has, and those that it does not have, with the reason. */
export async function findContenders(pythons: readonly string[]): Promise<(Contender | Absent)[]> {
  const script = (file: string, ...more: string[]) => ({
    command: process.execPath,
    arguments: (work: string) => [join(folder, 'peers', file), work, ...more],
    environment: {},
  });
  const found: (Contender | Absent)[] = [
    { label: 'Tacit', tacit: true, works: /./, ...script('tacit.ts', 'float32') },
    { label: 'Tacit, weights in int8', tacit: true, works: /^inference/, ...script('tacit.ts', 'int8') },
  ];
  for (const python of pythons) found.push(...(await pytorchContenders(python, join(folder, 'peers'))));
  const failure = await installPeers(folder);
  for (const { label, name, file, works } of packages) {
    if (failure === undefined) {
      const version = await installedVersion(name);
      found.push({ label: `${label} ${version}`, tacit: false, works, ...script(file) });
    } else {
      found.push({ label, works, reason: failure.reason, remedy: failure.remedy });
    }
  }
  return found;
}

async function installedVersion(name: string): Promise<string> {
  const text = await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
