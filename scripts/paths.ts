import { join } from 'node:path';

/** The repository's root folder. */
export const root = join(import.meta.dirname, '..');

/** Where the editor, the working copy of the sample and the test profiles live; git-ignored. */
export const cacheFolder = join(root, '.vscode-test');

/** Where suites leave their machine-readable results and screenshots; git-ignored. */
export const resultsFolder = join(root, 'test-results');

/** The packaged extension. */
export const vsixFile = join(root, 'tacit.vsix');

/** What is in the package, for those who check it, in CycloneDX. */
export const softwareBillFile = join(root, 'tacit.cdx.json');
