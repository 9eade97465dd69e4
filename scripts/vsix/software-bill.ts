import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuietly } from '../editor/command.ts';
import { root } from '../paths.ts';
import { UserError } from '../user-error.ts';
import { shippedPackageFolders } from './notice.ts';

/** The members of a CycloneDX document that are looked at here. All others stay as npm writes them. */
interface Bill {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
}

interface PackageManifest {
  readonly name: string;
  readonly version: string;
}

/**
 * The software bill of materials: the packages whose code ships, as `npm sbom` describes them in CycloneDX. Resolves to
 * undefined where npm is too old to have that command.
 *
 * npm lists every package of the lock file; those whose code is in `dist` stay. It also writes what differs from time to time and from machine to machine: a random number, the time, its own version,
 * the folder's name as that of the extension, and its remarks. They go, so that equal contents give equal bytes.
 *
 * @param folder - has package.json and package-lock.json
 */
export async function softwareBill(folder = root): Promise<string | undefined> {
  const flags = ['--sbom-format=cyclonedx', '--include=dev', '--package-lock-only', '--loglevel=error'];
  const { status, output } = await runQuietly('npm', ['sbom', ...flags], folder);
  if (/Unknown command/i.test(output)) return undefined;
  if (status !== 0) throw new UserError(`"npm sbom" failed:\n${output.trim()}`);
  const bill = JSON.parse(output.slice(output.indexOf('{'))) as Bill;
  const { name, version } = await manifestOf(folder);
  const shipped = await Promise.all((await shippedPackageFolders()).map(manifestOf));
  const refs = shipped.map(idOf).sort();
  const component = (ref: string): object => {
    const found = bill.components.find((each) => idOf(each) === ref);
    if (found === undefined)
      throw new UserError(`package-lock.json lacks ${ref}, whose code ships. Run "npm ci".`);
    return withoutRemarks(found);
  };
  const complete = {
    ...bill,
    serialNumber: undefined,
    metadata: { component: { ...withoutRemarks(bill.metadata.component), name, version } },
    components: refs.map(component),
    dependencies: [bill.metadata.component['bom-ref'], ...refs].map((ref) => ({
      ref,
      dependsOn: bill.dependencies
        .find((each) => each.ref === ref)
        ?.dependsOn.filter((each) => refs.includes(each)),
    })),
  };
  return `${JSON.stringify(complete, undefined, 2)}\n`;
}

/** The extension's description is a placeholder, and which properties npm adds depends on its version. */
function withoutRemarks(component: Component): object {
  return { ...component, description: undefined, properties: undefined };
}

async function manifestOf(folder: string): Promise<PackageManifest> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as PackageManifest;
}

/** As npm refers to a package in its bill. */
function idOf({ name, version }: PackageManifest): string {
  return `${name}@${version}`;
}
