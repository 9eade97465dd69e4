/**
 * Turns a manual page in the `man` macros (man-pages(7)) into plain text. A blank line separates headings and
 * paragraphs. The lines of a paragraph are joined, without a blank between two Chinese characters; examples (`.nf` to
 * `.fi`) keep their lines. Escapes become characters. Fonts and all other macros are dropped. Returns undefined for a
 * page in other macros, and for a page that is less than a fifth Chinese.
 */
export function manualPageText(source: string): string | undefined {
  if (!/^\.TH\b/m.test(source) || /^\.(Dd|Sh|so)\b/m.test(source)) return undefined;
  const blocks: string[] = [];
  let paragraph = '';
  let asIs = false;
  const endParagraph = (): void => {
    if (paragraph.trim() !== '') blocks.push(paragraph.trimEnd());
    paragraph = '';
  };
  const write = (text: string): void => {
    if (asIs) paragraph += `${text}\n`;
    else paragraph = joined(paragraph, text.trim());
  };
  for (const line of withoutDefinitions(source).split('\n')) {
    const control = /^[.']\s*(\w*)\s*(.*)$/.exec(line);
    if (control === null) {
      if (line.trim() === '') endParagraph();
      else write(unescaped(line));
      continue;
    }
    const [, macro, rest] = control;
    const words = wordsOf(rest);
    if (headings.has(macro)) {
      endParagraph();
      asIs = false;
      blocks.push(words.join(' '));
    } else if (breaks.has(macro)) {
      endParagraph();
      if (macro === 'IP') write(words[0] ?? '');
    } else if (macro === 'nf' || macro === 'fi') {
      endParagraph();
      asIs = macro === 'nf';
    } else if (fonts[macro] !== undefined) {
      write(words.join(fonts[macro]));
    }
  }
  endParagraph();
  const text = `${blocks.join('\n\n')}\n`;
  return isChinese(text) ? text : undefined;
}

const headings = new Set(['SH', 'SS']);
const breaks = new Set(['PP', 'LP', 'P', 'TP', 'TQ', 'HP', 'IP', 'RS', 'RE', 'sp', 'br']);
/** What goes between the words of a font macro: a blank, or nothing if the macro alternates between two fonts. */
const fonts: Readonly<Record<string, string | undefined>> = {
  ...{ B: ' ', I: ' ', SM: ' ', SB: ' ' },
  ...{ BR: '', RB: '', BI: '', IB: '', IR: '', RI: '' },
};

const characters: Readonly<Record<string, string | undefined>> = {
  ...{
    bu: '•',
    em: '—',
    en: '–',
    hy: '-',
    mi: '-',
    co: '©',
    rg: '®',
    dg: '†',
    de: '°',
    mu: '×',
    '+-': '±',
    sc: '§',
  },
  ...{
    lq: '“',
    rq: '”',
    oq: '‘',
    cq: '’',
    aq: "'",
    dq: '"',
    ga: '`',
    ha: '^',
    ti: '~',
    rs: '\\',
    sl: '/',
    or: '|',
  },
  ...{ '->': '→', '<-': '←', '<=': '≤', '>=': '≥', '!=': '≠', Fo: '«', Fc: '»', ul: '_', at: '@', sh: '#' },
};

/** Escapes that stand for one character. All others are hints for the typesetter. */
const signs: Readonly<Record<string, string | undefined>> = {
  ...{ '\\': '\\', e: '\\', '-': '-', '.': '.', "'": "'", '`': '`' },
  ...{ ' ': ' ', '~': ' ', '0': ' ' },
};

/** Drops comments, macro definitions and ignored passages. */
function withoutDefinitions(source: string): string {
  return source
    .replace(/^[.']\s*(?:de1?|am|ig)\b.*\n(?:.*\n)*?\.\.\s*$/gm, '')
    .replace(/^[.']\s*\\".*$/gm, '.')
    .replace(/(?<!\\)\\".*$/gm, '');
}

/** A macro's words. Blanks separate them, except between quotation marks. */
function wordsOf(rest: string): string[] {
  const words = rest.match(/"(?:[^"]|"")*"?|(?:\\.|[^\s"])(?:\\.|\S)*/g) ?? [];
  return words.map((word) =>
    unescaped(word.startsWith('"') ? word.slice(1).replace(/"$/, '').replaceAll('""', '"') : word),
  );
}

function unescaped(text: string): string {
  return text
    .replace(/\\f(?:\[[^\]]*\]|\(..|.)/g, '')
    .replace(/\\s(?:[+-]?\d+|\([+-]?..|\[[^\]]*\])/g, '')
    .replace(/\\\*(?:\[[^\]]*\]|\(..|.)/g, '')
    .replace(/\\[hvwn](?:'[^']*'|\(..|\[[^\]]*\]|.)/g, '')
    .replace(
      /\\(?:\((..)|\[([^\]]+)\])/g,
      (_, two?: string, name?: string) => characters[two ?? name ?? ''] ?? '',
    )
    .replace(/\\(.)/g, (_, sign: string) => signs[sign] ?? '');
}

/** Adds a line to a paragraph. */
function joined(paragraph: string, line: string): string {
  const open = paragraph === '' || (isHan(paragraph.at(-1)) && isHan(line.at(0)));
  return open ? paragraph + line : `${paragraph} ${line}`;
}

function isHan(character: string | undefined): boolean {
  return character !== undefined && /[\p{Script=Han}，。、；：？！（）“”《》]/u.test(character);
}

function isChinese(text: string): boolean {
  const letters = text.replace(/\s/g, '');
  return (letters.match(/\p{Script=Han}/gu)?.length ?? 0) > letters.length / 5;
}
