import type { SecretCounts } from '../core/text/secrets/mask-secrets.ts';
import type { SecretKind } from '../core/text/secrets/secret-spans.ts';
import type { OmissionReason } from '../core/text/source-file.ts';

/** What is not learned below a folder, and why. Links are not followed. */
export interface LeftOut {
  readonly path: string;
  readonly reason: OmissionReason;
}

const reasonTexts: Readonly<Record<LeftOut['reason'], string>> = {
  ignored: 'ignored by .gitignore',
  excluded: 'in folders that hold no sources',
  binary: 'binary or in an unknown encoding',
  'too-large': 'too large',
  minified: 'minified',
  data: 'encoded bytes or numbers',
  generated: 'generated',
  'lock-file': 'lock files',
  secret: 'with names that suggest secrets',
  duplicate: 'copies of others',
  empty: 'empty',
  unreadable: 'unreadable',
  'no-room': 'more than a training can learn',
  link: 'links, which are not followed',
};

/** How many are left out for each reason, the most frequent first, with one example: `3 empty (a.ts), 1 binary (b)`. */
export function describeLeftOut(leftOut: readonly LeftOut[]): string {
  const byReason = new Map<LeftOut['reason'], { count: number; readonly example: string }>();
  for (const { path, reason } of leftOut) {
    const known = byReason.get(reason);
    if (known) known.count++;
    else byReason.set(reason, { count: 1, example: path });
  }
  return [...byReason]
    .sort(([, a], [, b]) => b.count - a.count)
    .map(([reason, { count, example }]) => `${count} ${reasonTexts[reason]} (${example})`)
    .join(', ');
}

const secretTexts: Readonly<Record<SecretKind, string>> = {
  shaped: 'of a known shape',
  'private-key': 'private keys',
  named: 'given to a password or the like',
  random: 'random or card numbers',
};

/** How many secrets were taken out of the files that are learned: `3 of a known shape, 1 random`. */
export function describeMasked(masked: SecretCounts): string {
  return [...masked].map(([kind, count]) => `${count} ${secretTexts[kind]}`).join(', ');
}

/** Why there is nothing in a folder to learn or to type, and what to do. */
export function explainNothing(folder: string, leftOut: readonly LeftOut[]): string {
  if (leftOut.length === 0) return `There are no files in ${folder}. Give a folder with files.`;
  const encoding = leftOut.some(({ reason }) => reason === 'binary')
    ? ' If it is text in an older encoding, name it with --encoding.'
    : '';
  return (
    `There is no text in ${folder} that can be used. All that is there is left out: ` +
    `${describeLeftOut(leftOut)}. Give another folder, or change what leaves the files out.${encoding}`
  );
}
