import { runQuietly } from '../editor/command.ts';

/** What `npm audit --json` writes: a report or, where it could not ask, why not. */
interface AuditOutput {
  readonly message?: string;
  readonly vulnerabilities?: Readonly<Record<string, { readonly name: string; readonly severity: string }>>;
}

/** What the registry knows against the dependencies, or why it did not say. */
export type AuditOutcome = { readonly known: readonly string[] } | { readonly notAudited: string };

/**
 * Asks the npm registry for known vulnerabilities of the dependencies whose code ships, and of what these need.
 *
 * @param folder - has package.json and package-lock.json
 * @param environment - added to the environment of npm
 */
export async function auditRuntime(
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<AuditOutcome> {
  const flags = ['--omit=dev', '--package-lock-only', '--json', '--loglevel=silent'];
  const { output } = await runQuietly('npm', ['audit', ...flags], folder, environment);
  const { message, vulnerabilities } = readOutput(output);
  if (vulnerabilities === undefined) return { notAudited: message ?? output.trim() };
  return { known: Object.values(vulnerabilities).map(({ name, severity }) => `${name}: ${severity}`) };
}

function readOutput(output: string): AuditOutput {
  try {
    return JSON.parse(output.slice(output.indexOf('{'))) as AuditOutput;
  } catch {
    return {};
  }
}
