// Who wrote the words of a cell, and when: noted with the cell, a line for each sitting.
import { isBlank, isUntouched, isWords, note, source } from "./cells.js";

const WHEN = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" });

// A short name for a text, to see whether it was changed where nobody noted it.
export function name(text) {
  let found = 0x811c9dc5;
  for (const unit of text) found = Math.imul(found ^ unit.codePointAt(0), 0x01000193) >>> 0;
  return found.toString(16).padStart(8, "0");
}

export class Versions {
  constructor(panel, author) {
    this.notebook = panel.content;
    this.author = author;
    // Another one in each tab, also of the same person.
    this.sitting = Date.now().toString(36) + Math.random().toString(36).slice(2);
    this.before = new Map();
    this.remember();
  }

  // What the words of a notebook are counts as read, not as written here.
  remember(notebook = this.notebook.model.sharedModel.toJSON()) {
    const text = ({ source }) => (Array.isArray(source) ? source.join("") : source);
    this.before = new Map(notebook.cells.map((cell) => [cell.id, text(cell)]));
  }

  words() {
    return this.notebook.widgets.filter(isWords);
  }

  // Note the author of all that was written since; before a save.
  stamp() {
    for (const cell of this.words()) {
      const former = this.before.get(cell.model.id) ?? "";
      const blank = isUntouched(cell) || isBlank(source(cell));
      if (former !== source(cell) && !(blank && isBlank(former))) this.add(cell, {});
    }
    this.remember();
  }

  add(cell, more) {
    const entry = {
      by: this.author, at: new Date().toISOString(), text: name(source(cell)),
      sitting: this.sitting, ...more,
    };
    const every = [...(note(cell).versions ?? [])];
    const last = every.at(-1);
    const same = last?.sitting === this.sitting && !last.again && !more.again;
    cell.model.setMetadata("litmus", {
      ...note(cell),
      versions: [...(same ? every.slice(0, -1) : every), entry],
    });
  }

  // What to say of the versions of a cell, the newest first.
  said(cell) {
    const every = note(cell).versions ?? [];
    const lines = every.map(({ by, at, again }) =>
      `${again ? "Read again, still true" : "Written"}: ${by || "name not known"}, ${WHEN.format(new Date(at))}`);
    if (every.length && every.at(-1).text !== name(source(cell)) && !isUntouched(cell)) {
      const unsaved = this.before.get(cell.model.id) !== source(cell);
      lines.push(unsaved ? `Being written: ${this.author || "name not known"}, now`
        : "Changed since in another program: by whom is not known");
    }
    return lines.reverse();
  }
}
