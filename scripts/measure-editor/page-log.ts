import type { Page } from 'playwright-core';

/** What the page has written down, in order; times are milliseconds since the page began. */
export type PageEvent =
  | { readonly kind: 'key'; readonly key: string; readonly time: number }
  /** The ghost text has changed, and this frame shows it; empty when it has gone. */
  | { readonly kind: 'ghost'; readonly text: string; readonly time: number };

/** The line with the cursor as the page shows it. */
export interface PageLine {
  /** The line's pieces in order: the document's text, and ghost text within it. */
  readonly pieces: readonly { readonly text: string; readonly isGhost: boolean }[];
  /** The further lines of the ghost text. */
  readonly further: readonly string[];
  /** Whether the editor's own list is open. */
  readonly isListOpen: boolean;
}

/**
 * Runs in the page. The editor draws in animation frames. A message that is posted when its nodes have changed comes
 * in the first task after the frame that shows them.
 */
const program = `(() => {
  const plain = (node) => (node.textContent ?? '').replaceAll('\\u00a0', ' ').replaceAll('\\u200c', '');
  const read = () => {
    const editor = document.querySelector('.monaco-editor.focused');
    const top = editor?.querySelector('.cursors-layer .cursor')?.style.top;
    const lines = [...(editor?.querySelectorAll('.view-lines > .view-line') ?? [])];
    const spans = lines.find((line) => line.style.top === top)?.firstElementChild?.children ?? [];
    return {
      pieces: [...spans].map((span) => ({ text: plain(span), isGhost: span.className.includes('ghost-text') })),
      further: [...(editor?.querySelectorAll('.suggest-preview-text .view-line') ?? [])].map(plain),
      isListOpen: document.querySelector('.suggest-widget.visible') !== null,
    };
  };
  const ghost = ({ pieces, further }) =>
    [pieces.filter(({ isGhost }) => isGhost).map(({ text }) => text).join(''), ...further].join('\\n');
  const events = [];
  let last = '';
  let isPosted = false;
  const { port1, port2 } = new MessageChannel();
  port2.onmessage = () => {
    isPosted = false;
    const text = ghost(read());
    if (text !== last) events.push({ kind: 'ghost', text, time: performance.now() });
    last = text;
  };
  const observer = new MutationObserver(() => {
    if (!isPosted) port1.postMessage(null);
    isPosted = true;
  });
  observer.observe(document.querySelector('.monaco-editor.focused'), {
    childList: true, characterData: true, subtree: true,
  });
  document.addEventListener('keydown', ({ key, timeStamp }) => {
    events.push({ kind: 'key', key, time: timeStamp });
  }, true);
  window.tacitLog = { read, events };
})()`;

/** Writes down, in the page, when keys are pressed in the focused editor and when ghost text stands. */
export class PageLog {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async start(page: Page): Promise<PageLog> {
    await page.evaluate(program);
    return new PageLog(page);
  }

  line(): Promise<PageLine> {
    return this.#page.evaluate<PageLine>('window.tacitLog.read()');
  }

  events(): Promise<PageEvent[]> {
    return this.#page.evaluate<PageEvent[]>('window.tacitLog.events');
  }
}
