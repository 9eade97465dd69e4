import type { TrainingProgress } from '../protocol/trainer-contract.ts';

/** The progress of a run in one line, for people. */
export function progressLine(progress: TrainingProgress): string {
  const { fraction, secondsLeft, step, epoch, tokensPerSecond, trainBitsPerCharacter } = progress;
  const { validationBitsPerCharacter, gradientNorm } = progress;
  const held =
    validationBitsPerCharacter === undefined ? '' : `, held out ${validationBitsPerCharacter.toFixed(3)}`;
  const left = secondsLeft === undefined ? '' : `, ${secondsLeft.toFixed(0)} s left`;
  return (
    `${(100 * fraction).toFixed(0).padStart(3)} %  step ${step}, epoch ${epoch}, ` +
    `${trainBitsPerCharacter.toFixed(3)} bits per character${held}, ` +
    `${tokensPerSecond.toFixed(0)} tokens/s, gradient ${gradientNorm.toFixed(2)}${left}`
  );
}
