import * as vscode from 'vscode';
import type { TacitState } from '../api.ts';
import type { Switches } from '../suggestions/enabled.ts';
import { actionTexts } from './action-texts.ts';
import { menuActions } from './menu-actions.ts';
import { tooltipLines } from './tooltip-lines.ts';

/** Returns the tooltip of the status bar item: what there is to know, and links to what can be done. */
export function statusTooltip(state: TacitState, switches: Switches): vscode.MarkdownString {
  const actions = menuActions(state, switches);
  const tooltip = new vscode.MarkdownString('', true);
  tooltip.isTrusted = { enabledCommands: actions.map(({ command }) => command) };
  for (const line of tooltipLines(state, switches)) tooltip.appendText(line).appendMarkdown('\n\n');
  const links = actions.map(({ action, command, argument }) => {
    const query = argument === undefined ? '' : `?${encodeURIComponent(JSON.stringify([argument]))}`;
    return `[${actionTexts[action](switches.language ?? '')}](command:${command}${query})`;
  });
  return tooltip.appendMarkdown(`---\n\n${links.join(' &nbsp; ')}`);
}
