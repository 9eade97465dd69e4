import { headerTokens } from '../text/file-header.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { Influence } from './explanation.ts';
import { logProbability } from './foreseen-tokens.ts';
import { type FollowingTokens, linesBefore, type Subject } from './subject.ts';

/** Tokens before the cursor that are looked at. */
const WINDOW = 96;
/** Parts that are left out in turn. */
const MOST_LEFT_OUT = 12;

/** A word or sign of the context: tokens [from, to) of what is read. */
interface Part {
  readonly text: string;
  readonly at: Influence['at'];
  readonly from: number;
  readonly to: number;
}

/**
 * How much each part of the context mattered to a text. The network's gradient times its input says which parts are
 * worth a trial, and the trial decides: the part is left out, and the text foreseen again by all experts. The most
 * important part comes first.
 */
export function* influences(
  subject: Subject,
  following: FollowingTokens,
): Generator<void, readonly Influence[]> {
  const { knowledge, model } = subject;
  const { tokens, parts } = readContext(subject, following.typed);
  const gradients = gradientsOf(subject, tokens, following.tokens);
  yield;
  const without = (part: Part | undefined): number => {
    const state = model.newState();
    for (const [i, token] of tokens.entries()) {
      if (!part || i < part.from || i >= part.to) model.step(state, token, state);
    }
    return logProbability(model, knowledge.tokenizer, following, state);
  };
  const whole = without(undefined);
  const found: Influence[] = [];
  for (const { part, gradient } of worthATrial(parts, gradients)) {
    const nats = whole - without(part);
    found.push({ text: part.text, at: part.at, nats, gradientTimesInput: gradient });
    yield;
  }
  return found.sort((a, b) => b.nats - a.nats);
}

/** What is read before the text: the header and the last tokens, with the words and signs that they make. */
function readContext(
  subject: Subject,
  typed: Int32Array,
): { readonly tokens: Int32Array; readonly parts: readonly Part[] } {
  const { document, line, prefix } = subject;
  const { tokenizer } = subject.knowledge;
  const header = headerTokens(tokenizer, document.path);
  const parts: Part[] = [{ text: document.path, at: undefined, from: 0, to: header.length }];
  const lines = linesBefore(subject, typed, WINDOW);
  let at = header.length;
  for (const { line: k, tokens } of lines) {
    const text = k === line ? prefix : document.line(k);
    parts.push(...partsOf(tokenizer, tokens, at, { line: k, text }));
    at += tokens.length;
  }
  return { tokens: Int32Array.of(...header, ...lines.flatMap(({ tokens }) => Array.from(tokens))), parts };
}

/** Joins tokens that make one word, and leaves blanks to what follows them. */
function partsOf(
  tokenizer: Tokenizer,
  tokens: Int32Array,
  at: number,
  { line, text }: { readonly line: number; readonly text: string },
): Part[] {
  const parts: Part[] = [];
  // Where the decoded tokens begin in the line; its first character may be the line break before it.
  const whole = tokenizer.decode(tokens).replace(/^\n/, '');
  const offset = Math.max(0, text.lastIndexOf(whole));
  let begun = 0;
  for (let i = 1; i <= tokens.length; i++) {
    const before = tokenizer.decode(tokens.subarray(begun, i));
    const next = i < tokens.length ? tokenizer.decode(tokens.subarray(i, i + 1)) : ' ';
    if (before.trim() === '' || (isWord(before.slice(-1)) && isWord(next.slice(0, 1)))) continue;
    const read = tokenizer.decode(tokens.subarray(0, begun)).replace(/^\n/, '').length;
    const lead = before.replace(/^\n/, '').length - before.trimStart().length;
    const character = offset + read + lead;
    parts.push({ text: before.trim(), at: { line, character }, from: at + begun, to: at + i });
    begun = i;
  }
  return parts;
}

function isWord(character: string): boolean {
  return /[\p{L}\p{N}_$]/u.test(character);
}

/** By token: what it adds to ln p of the text, by the network's gradient. Undefined without a network. */
function gradientsOf(
  { knowledge: { network }, ...subject }: Subject,
  context: Int32Array,
  text: Int32Array,
): Float32Array | undefined {
  if (!network) return undefined;
  const kernels = subject.createKernels();
  try {
    return network.attributions(kernels, Int32Array.of(...context, ...text), context.length);
  } finally {
    kernels.dispose();
  }
}

/** The parts to leave out in turn: those with the steepest gradients and the last ones, half of each. */
function worthATrial(
  parts: readonly Part[],
  gradients: Float32Array | undefined,
): readonly { readonly part: Part; readonly gradient: number | undefined }[] {
  const all = parts.map((part) => ({
    part,
    gradient: gradients?.subarray(part.from, part.to).reduce((sum, gradient) => sum + gradient, 0),
  }));
  const half = gradients ? MOST_LEFT_OUT / 2 : MOST_LEFT_OUT;
  const last = all.slice(-half);
  const others = all.slice(0, -half);
  if (!gradients) return last;
  const steepest = others.sort((a, b) => Math.abs(b.gradient ?? 0) - Math.abs(a.gradient ?? 0));
  return [...steepest.slice(0, MOST_LEFT_OUT - last.length), ...last];
}
