/** The picture, from the repository's root. */
export const PICTURE_FILE = 'media/tacit.gif';
/** Bytes that the picture may have: readers load it with the page. */
export const PICTURE_BUDGET = 400_000;

/** The file of the sample project that the picture shows. */
export const SCENE_FILE = 'src/cli/commands.ts';

/** The size of the window in pixels. The picture shows all of it. */
export const pictureSize = { width: 900, height: 450 };

/** Lines that the window shows above the cursor at first: few, so that it need not scroll while the text grows. */
export const LINES_ABOVE = 4;

const commandBefore = `range \${formatMetres(neaps.range)}\\n\`,
  );
};
`;
const comment = '/** tide moon STATION --from DATE */';

/**
 * What is typed after the comment: one more command, written the way the project writes its commands. The last frame
 * shows what Tacit suggests at the end.
 */
export const typed = `
export const moonCommand: Command = (args, { catalogue }) => {
  const station = stationArgument(args, catalogue);
  if (!station.ok) return station;
  const from = dateOption(args, 'from');
  if (!from.ok) return from;
  const table = moonTable(station.value, from.value);
  if (!table.ok) return table;
  return p`;

/** The file before the typing begins, and the number of the line, from 1, at whose end it begins. */
export function openedFile(sampleFile: string): { readonly text: string; readonly line: number } {
  const at = sampleFile.indexOf(commandBefore);
  if (at < 0)
    throw new Error(`${SCENE_FILE} of the sample has changed: choose another place for the picture.`);
  const before = `${sampleFile.slice(0, at)}${commandBefore}\n${comment}`;
  return {
    text: `${before}\n${sampleFile.slice(at + commandBefore.length)}`,
    line: before.split('\n').length,
  };
}

/** A calm window: only the text moves, and all suggestions are Tacit's. */
export const sceneSettings = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.colorTheme': 'Dark 2026',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'workbench.editor.editorActionsLocation': 'hidden',
  'workbench.tips.enabled': false,
  'window.commandCenter': false,
  'window.customTitleBarVisibility': 'never',
  'window.menuBarVisibility': 'hidden',
  'breadcrumbs.enabled': false,
  'git.enabled': false,
  'editor.fontSize': 17,
  'editor.lineHeight': 25,
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.occurrencesHighlight': 'off',
  'editor.selectionHighlight': false,
  'editor.matchBrackets': 'never',
  'editor.bracketPairColorization.enabled': false,
  'editor.lightbulb.enabled': 'off',
  'editor.semanticHighlighting.enabled': false,
  'editor.scrollbar.vertical': 'hidden',
  'editor.scrollbar.horizontal': 'hidden',
  'editor.overviewRulerBorder': false,
  'editor.hideCursorInOverviewRuler': true,
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'editor.suggestOnTriggerCharacters': false,
  'editor.parameterHints.enabled': false,
  'typescript.validate.enable': false,
};
