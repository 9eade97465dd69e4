import type { Explanation } from '../../core/explanation/explanation.ts';
import type { Suggestion } from '../../core/prediction/suggestion.ts';

/** The predictor counts a document's lines from the first one that it mirrors; the editor counts all. */
export function suggestionIn(suggestion: Suggestion, first: number): Suggestion {
  return { ...suggestion, line: suggestion.line + first };
}

/** `path`: the document's own, as in `SourceFile.path`. */
export function explanationIn(explanation: Explanation, first: number, path: string): Explanation {
  return {
    ...explanation,
    context: explanation.context.map((part) =>
      part.at ? { ...part, at: { ...part.at, line: part.at.line + first } } : part,
    ),
    sources: explanation.sources.map((source) =>
      source.path === path ? { ...source, line: source.line + first } : source,
    ),
  };
}
