import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** Tells the machines apart that share a disk: a process is known by its number on its own machine only. */
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
/** How such a name ends. Earlier versions wrote `.PID.tmp`. */
const ending = /\.(?:([0-9a-f]{8})-)?(\d+)(?:-[0-9a-f]{16})?\.tmp$/;

/**
 * A name beside a file's, under which it is written before it is renamed. Nobody can foresee it, and it tells which
 * process writes there. The extension's `platform.node.ts` gives such names, too.
 */
export function temporaryName(path: string): string {
  return `${path}.${HOST}-${process.pid}-${randomBytes(8).toString('hex')}.tmp`;
}

/** Whether nobody else gives such names. */
export function isUnmistakable(name: string): boolean {
  return /\.[0-9a-f]{8}-\d+-[0-9a-f]{16}\.tmp$/.test(name);
}

/**
 * Whether a file of this name is temporary, and if so, whether its writer may still be at work. Its writer may be this
 * process, or a thread of this process that has ended.
 */
export function temporaryState(name: string): 'temporary' | 'in-use' | 'own' | undefined {
  const found = ending.exec(name);
  if (!found) return undefined;
  const [, writtenOn = HOST, processId] = found;
  if (writtenOn !== HOST) return 'in-use';
  if (Number(processId) === process.pid) return 'own';
  return isRunning(Number(processId)) ? 'in-use' : 'temporary';
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // A process of another user may not be asked.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
