import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { controls } from '../../test/host/trace-controls.ts';
import { processTree, readTrace, type SystemCall } from '../system-calls/read-trace.ts';
import { failedRun, type MochaResults, resultOfOne } from './mocha-results.ts';

const title = 'opens no connection';

/**
 * Judges the trace of an editor, as one more test. Where there is none, the test counts as skipped.
 *
 * @param noTrace - why there can be no trace here
 */
export async function judgeTrace(traceFile: string, noTrace: string | undefined): Promise<MochaResults> {
  const missing = noTrace ?? (existsSync(traceFile) ? undefined : 'this editor is not traced');
  if (missing !== undefined) {
    console.log(`    - ${title}: skipped, because ${missing}`);
    return resultOfOne('pending', title, missing);
  }
  const problems = traceProblems(await readFile(traceFile, 'utf8')).join('\n');
  console.log(`    ${problems === '' ? '✔' : '✘'} ${title}\n${problems}`);
  return problems === '' ? resultOfOne('passes', title) : failedRun(title, problems);
}

/** Where VS Code's command line, if run in a terminal of the editor, tells the extension host what to open. */
const commandLineSocket = /sun_path="[^"]*\/vscode-ipc-[\da-f-]+\.sock"/;

/** Where programs ask for the names of users. */
const nameService = 'sun_path="/var/run/nscd/socket"';

/**
 * Everything that the extension host, all its threads and the programs that it started did to reach anybody, apart from
 * what the test opened itself; one plain sentence each.
 *
 * What VS Code itself does there is no way out. It uses the connection to the page, which the server has opened and
 * handed over; pairs of local sockets, which libuv makes for the standard streams of programs; and the local socket of
 * its command line. It runs `ls` and `ps` to find ports, and these two ask for the names of users.
 */
export function traceProblems(trace: string): string[] {
  const calls = readTrace(trace);
  const [inHost, inThread] = [controlCalls(calls, controls.host), controlCalls(calls, controls.thread)];
  if (inHost.length === 0) return ['The trace lacks what the test opened in the extension host.'];
  const { processOf, isWithin } = processTree(calls);
  const host = processOf(inHost[0].thread);
  if (!inThread.some(({ thread }) => thread !== host && processOf(thread) === host))
    return ['The trace lacks what the test opened in a thread of the extension host.'];
  return calls
    .filter((call) => isWithin(host, call.thread) && ![...inHost, ...inThread].includes(call))
    .filter((call) => reachesOut(call, processOf(call.thread) === host))
    .map(({ thread, text }) => `Thread ${thread} called ${text}.`);
}

/** The two calls by which the test went to an address: a thread opens a socket, and next connects it. */
function controlCalls(calls: readonly SystemCall[], address: string): SystemCall[] {
  const to = `sin_port=htons(${controls.port}), sin_addr=inet_addr("${address}")`;
  const connect = calls.find(({ name, text }) => name === 'connect' && text.includes(to));
  if (connect === undefined) return [];
  const earlier = calls.slice(0, calls.indexOf(connect)).filter(({ thread }) => thread === connect.thread);
  const socket = earlier.findLast(({ name }) => name === 'socket');
  return socket === undefined ? [connect] : [socket, connect];
}

function reachesOut({ name, text }: SystemCall, isHost: boolean): boolean {
  if (name === 'socket') return !text.startsWith('socket(AF_UNIX,');
  if (name === 'bind') return !commandLineSocket.test(text);
  if (name === 'connect') return isHost || !text.includes(nameService);
  return name.startsWith('send') && /sa_family=(?!AF_UNIX)/.test(text);
}
