// The caret where somebody wants to write, and keys and mouse that do nothing else.
import { isUntouched, isWords, note, source } from "./cells.js";
import { asMarkdown } from "./paste.js";

const MOVES = ["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", "Tab"];
const BROWSER = ["c", "f", "p", "s", "+", "-", "0"]; // with Ctrl: copy, find, print, save, zoom
const UNDO = ["z", "y"];
const SECOND_CLICK = 700; // milliseconds in which a second click belongs to the first

export class Writing {
  constructor(panel) {
    this.notebook = panel.content;
    this.panel = panel;
    this.opened = 0;
    this.last = null;
    const node = this.notebook.node;
    node.addEventListener("click", (event) => this.click(event), true);
    node.addEventListener("dblclick", (event) => this.doubleClick(event), true);
    node.addEventListener("mousedown", (event) => this.mouseDown(event), true);
    node.addEventListener("paste", (event) => this.paste(event), true);
    window.addEventListener("keydown", (event) => this.key(event), true);
    // The browser's own menu has what a writer needs: spelling, copy, paste.
    window.addEventListener("contextmenu", (event) => event.stopImmediatePropagation(), true);
    this.notebook.activeCellChanged.connect(() => this.leave());
    this.notebook.stateChanged.connect(() => this.leave());
  }

  cellAt(event) {
    return this.notebook.widgets.find((cell) => cell.node.contains(event.target));
  }

  isOpen(cell) {
    return cell && !cell.rendered && isWords(cell);
  }

  // Give the caret to a cell, behind its last word.
  open(cell) {
    const { notebook } = this;
    notebook.deselectAll();
    notebook.activeCellIndex = notebook.widgets.indexOf(cell);
    if (isUntouched(cell)) cell.model.sharedModel.setSource("");
    cell.rendered = false;
    notebook.mode = "edit";
    this.opened = Date.now();
    this.last = cell;
    const caret = () => {
      const lines = source(cell).split("\n");
      cell.editor.focus(); // first: the browser puts the caret at the start
      cell.editor.setCursorPosition({ line: lines.length - 1, column: lines.at(-1).length });
      const box = cell.node.querySelector(".cm-content");
      box?.setAttribute("spellcheck", "true");
      box?.setAttribute("lang", "en-GB");
    };
    const text = source(cell);
    if (cell.editor) caret();
    // A cell that is drawn for the first time loses the caret once more.
    cell.ready.then(() => requestAnimationFrame(() => {
      const { line, column } = cell.editor?.getCursorPosition() ?? {};
      const lost = line === 0 && column === 0 && source(cell) === text;
      if (this.last === cell && (lost || !cell.editor.hasFocus())) caret();
    }));
  }

  // Show the words of a cell as they will be printed.
  close(cell) {
    if (isUntouched(cell) && source(cell) !== note(cell).laid) {
      cell.model.sharedModel.setSource(note(cell).laid);
    }
    cell.rendered = true;
  }

  leave() {
    const { last, notebook } = this;
    if (last && (last !== notebook.activeCell || notebook.mode !== "edit") && !last.isDisposed) {
      this.last = null;
      this.close(last);
    }
  }

  addBelow() {
    const { notebook } = this;
    const at = notebook.activeCellIndex + 1;
    notebook.model.sharedModel.insertCell(at, { cell_type: "markdown", source: "", metadata: {} });
    this.open(notebook.widgets[at]);
    notebook.scrollToItem(at);
  }

  click(event) {
    const cell = this.cellAt(event);
    if (!cell || event.button !== 0 || event.target.closest("a, button, summary, details, input")) {
      return;
    }
    if (isUntouched(cell) && cell.rendered) {
      event.stopPropagation();
      this.open(cell);
    }
  }

  doubleClick(event) {
    const cell = this.cellAt(event);
    if (!cell || event.target.closest("a, button, summary, details, input")) return;
    if (!isWords(cell)) event.stopPropagation();
    else if (cell.rendered) {
      event.stopPropagation();
      this.open(cell);
    }
  }

  // The second click of two would select the word that the first one put the caret into.
  mouseDown(event) {
    if (event.detail > 1 && Date.now() - this.opened < SECOND_CLICK) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  key(event) {
    const command = event.ctrlKey || event.metaKey;
    const editor = event.target.closest?.(".cm-content, input, textarea");
    // Outside of all editors a browser takes back what was typed last, wherever that was.
    if (command && !editor && UNDO.includes(event.key.toLowerCase())) event.preventDefault();
    const inNotebook = this.notebook.node.contains(event.target) || event.target === document.body;
    const inHead = event.target.closest?.(".litmus-head, .litmus-answer, .jp-Dialog");
    if (!inNotebook || inHead) return;
    const cell = this.notebook.activeCell;
    if (event.target.closest?.(".cm-content")) {
      const done = event.key === "Escape" || (event.key === "Enter" && (event.shiftKey || command));
      const splits = command && event.shiftKey && ["-", "_"].includes(event.key);
      if (done || splits || (event.key === "Enter" && event.altKey)) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      if (done) {
        this.notebook.mode = "command";
        this.leave();
        cell.node.focus();
      }
      return;
    }
    const writes = !command && !event.altKey && (event.key.length === 1 || event.key === "Enter");
    if (writes && cell && isWords(cell)) {
      if (event.key === "Enter") event.preventDefault();
      event.stopImmediatePropagation();
      this.open(cell); // the browser puts the letter where the caret is now
    } else if (!(command ? BROWSER.includes(event.key.toLowerCase()) && !event.shiftKey
      : MOVES.includes(event.key) || /^F\d/.test(event.key))) {
      event.stopImmediatePropagation();
    }
  }

  paste(event) {
    const data = event.clipboardData;
    const text = data?.getData("text/plain");
    if (!text || !event.target.closest(".cm-content")) return;
    const cell = this.cellAt(event);
    const words = asMarkdown(text, data.getData("text/html"));
    if (!cell?.editor || words === null) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    cell.editor.replaceSelection?.(words);
  }
}
