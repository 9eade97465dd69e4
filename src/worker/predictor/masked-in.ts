import { canAllow } from '../../core/text/secrets/allowed-secrets.ts';
import { maskedLines } from '../../core/text/secrets/mask-secrets.ts';
import type { SourceFile } from '../../core/text/source-file.ts';
import type { Remembered } from '../../protocol/predictor-contract.ts';

/** Where secrets are masked in files, and which of the texts that allow some can allow nothing. */
export function maskedIn(
  files: readonly SourceFile[],
  allowedSecrets: readonly string[],
): Pick<Remembered, 'masked' | 'unusable'> {
  const masked = files.map(({ path, text }) => ({ path, lines: maskedLines(text) }));
  return {
    masked: masked.filter(({ lines }) => lines.length > 0),
    unusable: allowedSecrets.filter((text) => !canAllow(text)),
  };
}
