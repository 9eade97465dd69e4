import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { straceCommand } from '../system-calls/strace.ts';
import { UserError } from '../user-error.ts';
import { runQuietly } from './command.ts';
import { installEditor } from './install.ts';
import { ProcessGroup } from './process-group.ts';

const host = '127.0.0.1';
const readyWithinSeconds = 60;

/** The folders of one editor: settings, extensions, storage. Starts with the same profile are days of the same user. */
export interface Profile {
  readonly folder: string;
  readonly port: number;
}

export interface ServerOptions {
  readonly profile: Profile;
  /** When false the editor opens unknown folders in Restricted Mode. */
  readonly trusted: boolean;
  /** Added to the environment of the server and its extension host. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Where the system calls of the server and of all that it starts are written. Left out, they are not traced. */
  readonly traceFile?: string | undefined;
}

export interface RunningEditor {
  /** `http://127.0.0.1:PORT/` */
  readonly address: string;
  /** Resolves to the exit status when the server has ended. */
  readonly exited: Promise<number | null>;
  dispose(): Promise<void>;
}

/** Returns the path of the user's settings file in a profile. */
export function userSettingsFile(profile: Profile): string {
  return join(profile.folder, 'user-data', 'User', 'settings.json');
}

/** Starts VS Code's own server, with the driver that lets a page run tests inside the extension host. */
export async function startTestServer(options: ServerOptions): Promise<RunningEditor> {
  const { folder } = options.profile;
  const { serverMain } = await installEditor();
  return start(serverMain, 'version', options, [
    ...['--host', host, '--port', String(options.profile.port)],
    ...['--without-connection-token', '--accept-server-license-terms', '--enable-smoke-test-driver'],
    ...['--disable-telemetry', '--server-data-dir', join(folder, 'server-data')],
    ...(options.traceFile === undefined ? [] : await onlyTypeScript(folder, serverMain)),
  ]);
}

/** The editor's own extensions ask servers on the web, so a trace is of an editor that has just a language's grammar. */
async function onlyTypeScript(profile: string, serverMain: string): Promise<string[]> {
  const name = 'typescript-basics';
  const [source, target] = [
    join(dirname(serverMain), '..', 'extensions'),
    join(profile, 'builtin-extensions'),
  ];
  await cp(join(source, name), join(target, name), { recursive: true });
  return ['--builtin-extensions-dir', target];
}

/** Starts the editor as people use it. The editor's address opens `workspace`. */
export async function startEditor(options: ServerOptions, workspace: string): Promise<RunningEditor> {
  return start((await installEditor()).codeServer, 'healthz', options, [
    ...['--auth', 'none', '--bind-addr', `${host}:${String(options.profile.port)}`],
    ...[
      '--disable-telemetry',
      '--disable-update-check',
      '--config',
      join(options.profile.folder, 'config.yaml'),
    ],
    workspace,
  ]);
}

/** Installs a packaged extension into a profile. Replaces any version that is installed. */
export async function installExtension(profile: Profile, vsix: string): Promise<void> {
  const { codeServer } = await installEditor();
  const { status, output } = await runQuietly(process.execPath, [
    codeServer,
    ...profileFlags(profile),
    ...['--install-extension', vsix, '--force'],
  ]);
  if (status !== 0) throw new UserError(`The editor refused to install ${vsix}:\n${output.trim()}`);
}

function profileFlags({ folder }: Profile): string[] {
  return ['--user-data-dir', join(folder, 'user-data'), '--extensions-dir', join(folder, 'extensions')];
}

async function start(
  entry: string,
  readyPath: string,
  { profile, trusted, environment = {}, traceFile }: ServerOptions,
  flags: readonly string[],
): Promise<RunningEditor> {
  await mkdir(profile.folder, { recursive: true });
  const trust = trusted ? ['--disable-workspace-trust'] : [];
  const [command, ...words] = [
    ...(traceFile === undefined ? [] : straceCommand(traceFile)),
    ...[process.execPath, entry, ...profileFlags(profile), ...trust, ...flags],
  ] as const;
  const group = new ProcessGroup(command, words, {
    logFile: join(profile.folder, 'server.log'),
    environment,
  });
  const address = `http://${host}:${String(profile.port)}/`;
  if (!(await becomesReady(new URL(readyPath, address), group))) {
    const lastOutput = await group.lastOutput();
    await group.dispose();
    throw new UserError(
      `The VS Code server did not become ready on ${address}. Its last output:\n${lastOutput}`,
    );
  }
  return { address, exited: group.exited, dispose: () => group.dispose() };
}

/** Asks the server again and again until it is ready. Resolves to false if it ends first or takes too long. */
async function becomesReady(url: URL, group: ProcessGroup): Promise<boolean> {
  const end = Date.now() + readyWithinSeconds * 1000;
  while (Date.now() < end) {
    const response = await fetch(url).catch(() => undefined);
    if (group.hasEnded) return false;
    if (response?.ok === true) return true;
    await delay(100);
  }
  return false;
}
