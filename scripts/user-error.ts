/** Something the person at the keyboard can mend: its message is all they need, a stack trace would only hide it. */
export class UserError extends Error {}

/** Runs a script's main function; a `UserError` ends it with its message and status 1, anything else with the trace. */
export async function runScript(main: () => Promise<number>): Promise<void> {
  try {
    process.exit(await main());
  } catch (error) {
    console.error(error instanceof UserError ? `\n${error.message}` : error);
    process.exit(1);
  }
}
