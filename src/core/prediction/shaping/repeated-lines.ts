/** What declares a name of another file, in many languages. */
const importing =
  /^\s*(?:import|from|use|using|require(?:_relative)?|include|#\s*include|#\s*import|open|extern crate|export\s.*\sfrom|mod|alias|library|source|@import|@use|(?:const|let|var|local)\b.*=\s*(?:await\s+)?(?:require|import)\s*\()(?=[\s("'<{*]|$)/;
/** Lines that only close something may well follow each other. */
export const closing = /^(?:[\])};,\s]*|end|fi|done|esac|<\/[\w.:-]+>)[;,]?$/;

/** Shorter lines repeat by chance. */
const SHORTEST = 3;

/** The lines of the file's own imports. Lines within brackets that an import opens belong to it. */
export function importsIn(lines: readonly string[]): readonly string[] {
  let depth = 0;
  const imports = lines.filter((line) => {
    if (depth === 0 && !importing.test(line)) return false;
    const opened = line.match(/[({[]/g)?.length ?? 0;
    depth = Math.max(0, depth + opened - (line.match(/[)}\]]/g)?.length ?? 0));
    return true;
  });
  return imports.map((line) => line.trim()).filter(mayNotRepeat);
}

/** Whether it is odd for a line to stand twice. One that opens something may lead to different lines. */
export function mayNotRepeat(line: string): boolean {
  return line.length >= SHORTEST && !closing.test(line) && !/[([{]$/.test(line);
}
