import { baseName, extensionOf } from '../../text/selection/base-name.ts';
import { families, prose } from './languages.ts';
import { blockComment, lineComment, string, type Syntax, syntax } from './syntax.ts';

const byNames = (column: 0 | 1): ReadonlyMap<string, Syntax> =>
  new Map(families.flatMap((family) => family[column].split(' ').map((name) => [name, family[2]])));
const byId = byNames(0);
const byExtension = byNames(1);

/** Names whose ending says something else, or nothing. */
const byWholeName: readonly (readonly [RegExp, string])[] = [
  [/^cmakelists\.txt$/, 'cmake'],
  [/^(docker|container)file\./, 'dockerfile'],
  [/^(gnu)?makefile\./, 'makefile'],
  [/^jenkinsfile\./, 'groovy'],
  [/^\.env\./, 'dotenv'],
];

/** What VS Code knows of a language that is not in the table. */
export interface LanguageRules {
  readonly lineComments: readonly string[];
  readonly blockComments: readonly (readonly [open: string, close: string])[];
  /** The quotes that the editor closes. */
  readonly quotes: readonly string[];
}

/**
 * The syntax of a document in the editor's language, and of a file without one by the extension of its path or, if that
 * has none, by its whole name. The plain text of an editor that does not know the language counts as none.
 */
export function syntaxOf(path: string, languageId = 'plaintext', rules?: LanguageRules): Syntax {
  const known = byId.get(languageId);
  if (known) return known;
  return languageId === 'plaintext' || !rules ? syntaxOfFile(path) : syntaxBy(rules);
}

function syntaxOfFile(path: string): Syntax {
  const name = baseName(path);
  const special = byWholeName.find(([pattern]) => pattern.test(name));
  return (special ? byId.get(special[1]) : byExtension.get(extensionOf(path) || name)) ?? prose;
}

function syntaxBy({ lineComments, blockComments, quotes }: LanguageRules): Syntax {
  return syntax([
    ...lineComments.map((open) => lineComment(open)),
    ...blockComments.map(([open, close]) => blockComment(open, close)),
    ...quotes.map((quote) => string(quote, { acrossLines: quote.length > 1 })),
  ]);
}
