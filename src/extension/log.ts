/** What is written for a person who looks for a cause; `vscode.LogOutputChannel` is one. In English. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
