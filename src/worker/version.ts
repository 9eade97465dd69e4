/** Put in by the build from package.json. */
declare const TACIT_VERSION: string;

export const tacitVersion: string = TACIT_VERSION;
