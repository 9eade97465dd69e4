/** Put in by the build from package.json. */
declare const TACIT_VERSION: string;

export const VERSION: string = TACIT_VERSION;
