/**
 * The README as the package has it: without what stands between `<!-- repository only -->` and `<!-- end of repository only
 * -->`. Pictures of the repository are not in the package, and the editor's pages show no SVG.
 */
export function packagedReadme(readme: string): string {
  return readme.replaceAll(/<!-- repository only -->[^]*?<!-- end of repository only -->\n*/g, '');
}
