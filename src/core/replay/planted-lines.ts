import { Random } from '../tensor/random.ts';
import type { SourceFile } from '../text/source-file.ts';

/** A line that was planted in a file, and what of it is typed elsewhere. */
export interface PlantedLine {
  readonly path: string;
  /** Counted from 0, in the file that it was planted in. */
  readonly line: number;
  readonly text: string;
  /** How much of the text is typed before something is suggested, in UTF-16 code units. */
  readonly typed: number;
}

export interface PlantedCorpus {
  readonly files: readonly SourceFile[];
  readonly planted: readonly PlantedLine[];
}

/** Lines of a workspace that are worth planting: long enough, of several words. */
const SHORTEST = 28;
const LONGEST = 120;
const FEWEST_WORDS = 4;
const word = /[\p{L}_$][\p{L}\p{N}_$]{3,}/gu;

/**
 * Plants lines in a workspace whose like it has, so that what is suggested in one of them can have been learned nowhere
 * else: each is a line of the workspace, two words of which are invented. The first invented word is typed, and the second
 * comes behind it. Every third line has a rival in another file, which is the same up to its second invented word.
 */
export function plantLines(files: readonly SourceFile[], count: number, seed: number): PlantedCorpus {
  const random = new Random(seed);
  const texts = files.map(({ text }) => text.split('\n'));
  const models = modelLines(texts);
  const planted: PlantedLine[] = [];
  const insertions: { readonly file: number; readonly at: number; readonly text: string }[] = [];
  const plant = (text: string): number => {
    const file = random.below(texts.length);
    insertions.push({ file, at: random.below(texts[file]!.length), text });
    return insertions.length - 1;
  };
  if (models.length > 0) {
    for (let n = 0; n < count; n++) {
      const model = models[random.below(models.length)]!;
      const words = [...model.matchAll(word)];
      const first = words[random.below(words.length - 1)]!;
      const second = words[words.indexOf(first) + 1]!;
      const begin = model.slice(0, first.index) + inventedWord(random);
      const middle = model.slice(first.index + first[0].length, second.index);
      const end = model.slice(second.index + second[0].length);
      const text = begin + middle + inventedWord(random) + end;
      const number = plant(text);
      if (n % 3 === 0) plant(begin + middle + inventedWord(random) + end);
      // In a rival's place, the second word has to be begun for one of the two to be meant.
      const typed = begin.length + (n % 3 === 0 ? middle.length + 2 : 0);
      planted.push({ path: files[insertions[number]!.file]!.path, line: number, text, typed });
    }
  }
  return placed(files, texts, insertions, planted);
}

/** Inserts the lines, and says where each of them is then. `planted[i].line` is its number among the insertions. */
function placed(
  files: readonly SourceFile[],
  texts: readonly (readonly string[])[],
  insertions: readonly { readonly file: number; readonly at: number; readonly text: string }[],
  planted: readonly PlantedLine[],
): PlantedCorpus {
  const lineOf = new Map<number, number>();
  const changed = files.map(({ path, text }, file): SourceFile => {
    const here = insertions
      .map((insertion, number) => ({ ...insertion, number }))
      .filter((insertion) => insertion.file === file)
      .sort((a, b) => a.at - b.at);
    if (here.length === 0) return { path, text };
    const lines = [...texts[file]!];
    for (const [before, { at, text: line, number }] of here.entries()) {
      lines.splice(at + before, 0, line);
      lineOf.set(number, at + before);
    }
    return { path, text: lines.join('\n') };
  });
  return {
    files: changed,
    planted: planted.map((one) => ({ ...one, line: lineOf.get(one.line)! })),
  };
}

function modelLines(texts: readonly (readonly string[])[]): readonly string[] {
  return texts.flat().filter((line) => {
    const length = line.trim().length;
    return length >= SHORTEST && length <= LONGEST && (line.match(word)?.length ?? 0) >= FEWEST_WORDS;
  });
}

/** A word of three syllables, which no workspace holds but by chance. */
function inventedWord(random: Random): string {
  const [consonants, vowels] = ['bdfgklmnprstvz', 'aeiou'];
  const pick = (letters: string): string => letters[random.below(letters.length)]!;
  return Array.from({ length: 3 }, () => pick(consonants) + pick(vowels) + pick(consonants)).join('');
}
