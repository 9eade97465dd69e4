import * as vscode from 'vscode';
import { encodingLabel } from '../../protocol/encoding-label.ts';
import { type LanguageContribution, LanguagesOfFiles } from './languages-of-files.ts';

/** How the editor reads a file that says nothing by a byte order mark. */
export interface Encoding {
  /** A label of the encoding standard; undefined where only the editor can decode the file. */
  readonly label: string | undefined;
  /** As the editor calls it; undefined where it guesses. */
  readonly name: string | undefined;
}

/** Settings that decide how files are read. */
const readingSettings = ['encoding', 'autoGuessEncoding', 'candidateGuessEncodings'];

/** Calls the listener when files may have to be read differently. */
export function onDidChangeEncodings(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (readingSettings.some((setting) => event.affectsConfiguration(`files.${setting}`))) listener();
  });
}

/**
 * How the editor reads files: an open one as it has been opened, others by the user's settings for their folders and
 * languages. It answers for the moment when it was made.
 */
export class FileEncodings {
  readonly #open: ReadonlyMap<string, string>;
  readonly #languages = languagesWithSettings();
  /** By folder and language, since reading settings takes long. */
  readonly #configured = new Map<string, Encoding>();

  constructor() {
    const documents = vscode.workspace.textDocuments;
    this.#open = new Map(documents.map(({ uri, encoding }) => [uri.toString(), encoding]));
  }

  of(uri: vscode.Uri): Encoding {
    const open = this.#open.get(uri.toString());
    if (open !== undefined) return encodingNamed(open);
    const languageId = this.#languages?.of(uri.path);
    const key = `${vscode.workspace.getWorkspaceFolder(uri)?.index} ${languageId}`;
    let encoding = this.#configured.get(key);
    if (encoding === undefined) {
      encoding = configuredEncoding(languageId === undefined ? uri : { uri, languageId });
      this.#configured.set(key, encoding);
    }
    return encoding;
  }
}

function configuredEncoding(scope: vscode.ConfigurationScope): Encoding {
  const files = vscode.workspace.getConfiguration('files', scope);
  if (files.get('autoGuessEncoding') === true) return { label: undefined, name: undefined };
  const name: unknown = files.get('encoding');
  return encodingNamed(typeof name === 'string' ? name : 'utf8');
}

function encodingNamed(name: string): Encoding {
  try {
    return { label: new TextDecoder(encodingLabel(name)).encoding, name };
  } catch {
    return { label: undefined, name };
  }
}

/** The languages for which files are read differently; undefined if there are none. */
function languagesWithSettings(): LanguagesOfFiles | undefined {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const scopes = [undefined, ...folders.map(({ uri }) => uri)];
  const ids = scopes.flatMap((scope) => {
    const files = vscode.workspace.getConfiguration('files', scope);
    return readingSettings.flatMap((setting) => files.inspect(setting)?.languageIds ?? []);
  });
  if (ids.length === 0) return undefined;
  const contributions = vscode.extensions.all
    .flatMap(({ packageJSON }) => (packageJSON as Manifest).contributes?.languages ?? [])
    .filter(({ id }) => typeof id === 'string' && ids.includes(id));
  const files = vscode.workspace.getConfiguration('files');
  return new LanguagesOfFiles(contributions, files.get<Record<string, unknown>>('associations', {}));
}

interface Manifest {
  readonly contributes?: { readonly languages?: readonly LanguageContribution[] };
}
