/** Where VS Code found a setting's value, as `WorkspaceConfiguration.inspect` returns it. */
interface Inspection {
  readonly workspaceFolderLanguageValue?: unknown;
  readonly workspaceLanguageValue?: unknown;
  readonly globalLanguageValue?: unknown;
  readonly workspaceFolderValue?: unknown;
  readonly workspaceValue?: unknown;
}

export interface SettingLocation {
  readonly target: 'user' | 'workspace' | 'folder';
  readonly inLanguage: boolean;
}

/** Returns where the effective value is set, so that a change there has an effect. By default, the user's settings. */
export function effectiveLocation(inspection: Inspection | undefined): SettingLocation {
  if (inspection?.workspaceFolderLanguageValue !== undefined) return { target: 'folder', inLanguage: true };
  if (inspection?.workspaceLanguageValue !== undefined) return { target: 'workspace', inLanguage: true };
  if (inspection?.globalLanguageValue !== undefined) return { target: 'user', inLanguage: true };
  if (inspection?.workspaceFolderValue !== undefined) return { target: 'folder', inLanguage: false };
  if (inspection?.workspaceValue !== undefined) return { target: 'workspace', inLanguage: false };
  return { target: 'user', inLanguage: false };
}
