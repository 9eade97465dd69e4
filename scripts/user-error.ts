/** Something that the person at the keyboard can put right. The message is all they need, without a stack trace. */
export class UserError extends Error {}

/** Runs a script's main function. An error ends it with status 1 and, unless it is a `UserError`, a stack trace. */
export async function runScript(main: () => Promise<number>): Promise<void> {
  try {
    process.exit(await main());
  } catch (error) {
    console.error(error instanceof UserError ? `\n${error.message}` : error);
    process.exit(1);
  }
}
