import { runOnTerminal, runQuietly } from './command.ts';

/**
 * Installs a package on Debian, if this user may do that. Resolves to whether it was installed.
 *
 * @param purpose - completes the sentence "Installing Debian's PACKAGE for ..."
 */
export async function installDebianPackage(name: string, purpose: string): Promise<boolean> {
  if ((await runQuietly('apt-get', ['--version'])).status !== 0) return false;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && (await runQuietly('sudo', ['-n', 'true'])).status !== 0) return false;
  console.log(`Installing Debian's ${name} for ${purpose} (once)...`);
  const install = `apt-get update -q && apt-get install -qy --no-install-recommends ${name}`;
  const shell = ['env', 'DEBIAN_FRONTEND=noninteractive', 'sh', '-c', install];
  const [command = 'env', ...rest] = isRoot ? shell : ['sudo', '-n', ...shell];
  return (await runOnTerminal(command, rest)) === 0;
}
