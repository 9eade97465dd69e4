/**
 * The README as it goes into the package. The editor's page about an extension shows pictures from the web only and
 * follows no relative link; vsce turns relative paths into addresses once the manifest names a repository, and
 * refuses them before. So until then pictures go, paragraphs that only link go, and any other link becomes its text.
 */
export function packagedReadme(readme: string, hasRepository: boolean): string {
  if (hasRepository) return readme;
  const paragraphs = readme.split(/\n{2,}/);
  return paragraphs
    .filter((paragraph) => !/^\s*!?\[[^\]]*\]\((?!https?:)[^)]*\)\s*$/.test(paragraph))
    .join('\n\n')
    .replaceAll(/!\[[^\]]*\]\((?!https?:)[^)]*\)/g, '')
    .replaceAll(/\[([^\]]*)\]\((?!https?:|mailto:|#)[^)]*\)/g, '$1');
}
