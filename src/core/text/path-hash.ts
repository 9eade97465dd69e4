import { hash32 } from '../tensor/random.ts';
import { digest } from './digest.ts';

/** 32 well-mixed bits of a path. The leading bits of its digest hardly depend on the path's last letters. */
export function pathHash(path: string): number {
  const hex = digest(path);
  return hash32(parseInt(hex.slice(8), 16) ^ hash32(parseInt(hex.slice(0, 8), 16)));
}
