/** The members of package.json that a release must have. */
export interface ReleaseManifest {
  readonly version: string;
  readonly repository?: unknown;
  readonly bugs?: unknown;
  readonly homepage?: unknown;
}

const addresses = {
  repository: 'the address of the source code',
  bugs: 'the address where people report bugs',
  homepage: "the address of the project's page",
} as const;

/** Everything that a release still lacks, one plain sentence each; empty when it may be published. */
export function releaseProblems(manifest: ReleaseManifest, changelog: string): string[] {
  const problems = Object.entries(addresses)
    .filter(([field]) => !isAddress(manifest[field as keyof typeof addresses]))
    .map(([field, what]) => `package.json has no "${field}". Add ${what}.`);
  const heading = `## [${manifest.version}] - `;
  const date = changelog
    .split('\n')
    .find((line) => line.startsWith(heading))
    ?.slice(heading.length);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date ?? '')) {
    problems.push(`CHANGELOG.md gives no date for ${manifest.version}. Write "${heading}YYYY-MM-DD".`);
  }
  return problems;
}

/** Whether the manifest names a repository, from which vsce can make addresses of relative paths. */
export function hasRepository(manifest: ReleaseManifest): boolean {
  return isAddress(manifest.repository);
}

/** As npm takes them: a text, or an object with the address as its `url`. */
function isAddress(value: unknown): boolean {
  const url: unknown = typeof value === 'object' && value !== null && 'url' in value ? value.url : value;
  return typeof url === 'string' && url.trim() !== '';
}
