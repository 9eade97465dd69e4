/** The version in package.json, which the build puts here. */
declare const TACIT_VERSION: string;

export const VERSION: string = TACIT_VERSION;
