/**
 * `npm run exports`: finds exports that nobody imports, tests included. The entry points are where bundles and tools
 * start.
 */
import { analyzeTsConfig } from 'ts-unused-exports';

const entryPoints = [
  /^src\/extension\/main\.node$/,
  /^src\/worker\/main\.node$/,
  /^src\/cli\/main$/,
  /\.config$/,
  /^test\/host\/run$/,
  /^test\/host\/timer-watch\/watch$/,
];

// Types may be exported for their name alone: they are part of the signatures that mention them.
const { unusedExports } = analyzeTsConfig('tsconfig.json', [
  '--excludeDeclarationFiles',
  '--allowUnusedTypes',
]);

let count = 0;
for (const [file, names] of Object.entries(unusedExports)) {
  const path = file.replace(`${process.cwd()}/`, '').replace(/\.ts$/, '');
  if (entryPoints.some((pattern) => pattern.test(path))) continue;
  for (const { exportName, location } of names) {
    console.error(`${path}.ts:${location.line}: ${exportName} is exported but imported nowhere`);
    count++;
  }
}
console.log(`${count} unused exports`);
process.exitCode = count > 0 ? 1 : 0;
