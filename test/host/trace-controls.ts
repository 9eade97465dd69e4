/**
 * Addresses of this machine where nothing listens. The test of what Tacit opens goes to them itself, so that whoever
 * reads the trace knows where to look, and that there is something to be seen.
 */
export const controls = { host: '127.0.0.9', thread: '127.0.0.10', port: 9 } as const;
