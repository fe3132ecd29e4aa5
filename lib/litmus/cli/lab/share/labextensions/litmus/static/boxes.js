// Each place for words is a visible box that says what it is for, who wrote and what stood there
// last time; a mark above words has a box that can be ticked.
import {
  QUESTION, TICKED, UNTICKED,
  button, element, isMark, isOwn, isSlot, isTicked, isUntouched, isWords, marked, note, source,
} from "./cells.js";

const KINDS = {
  required: "Has to be written",
  optional: "Optional: if there is something to say",
  indicator: "About this indicator, if there is something to say",
};

export class Boxes {
  constructor(panel, known, writing, versions, disk) {
    Object.assign(this, { panel, known, writing, versions, disk });
    this.notebook = panel.content;
  }

  isOurs(node) {
    return Boolean(node.closest?.(".litmus-head, .litmus-answer"));
  }

  draw() {
    for (const cell of this.notebook.widgets) {
      const kind = isMark(cell) ? "mark" : isSlot(cell) ? "slot" : isOwn(cell) ? "own"
        : note(cell).cell ? "report" : "analysis";
      for (const each of ["mark", "slot", "own", "report"]) {
        cell.node.classList.toggle(`litmus-${each}`, each === kind);
      }
      cell.node.classList.toggle("litmus-untouched", isUntouched(cell));
      if (isWords(cell)) this.head(cell);
      else cell.node.querySelector(":scope > .litmus-head")?.remove();
      if (kind === "mark") this.answer(cell);
    }
  }

  head(cell) {
    const slot = this.known.slots.get(note(cell).slot);
    const said = this.versions.said(cell);
    const open = !cell.rendered;
    const sign = JSON.stringify([note(cell).slot, said, open, isUntouched(cell), isSlot(cell)]);
    const former = cell.node.querySelector(":scope > .litmus-head");
    if (former?.dataset.sign === sign) return;
    const head = element("div", "litmus-head");
    head.dataset.sign = sign;
    const line = element("div", "litmus-line");
    const title = isSlot(cell) ? "Commentary" : "Your own text";
    line.append(element("strong", "", slot ? `${title}: ${slot.heading}` : title));
    if (isSlot(cell) && slot) line.append(this.kind(slot.kind, isUntouched(cell)));
    line.append(open
      ? button("Done", "", () => { this.notebook.mode = "command"; this.writing.leave(); })
      : button(isUntouched(cell) ? "Write" : "Edit", "", () => this.writing.open(cell)));
    if (!isSlot(cell)) {
      line.append(button("Delete", "", () => this.remove(cell)));
    }
    head.append(line);
    if (said.length) head.append(this.versionsOf(said));
    if (slot?.before) head.append(this.before(slot, former));
    former?.remove();
    cell.node.prepend(head);
  }

  kind(kind, untouched) {
    const waits = kind === "required" && untouched;
    return element("span", waits ? "litmus-waits" : "", kind === "required" && !untouched
      ? "The report has to have it" : KINDS[kind]);
  }

  versionsOf(said) {
    if (said.length === 1) return element("div", "litmus-who", said[0]);
    const all = element("details", "litmus-who");
    all.append(element("summary", "", `${said[0]} (${said.length} versions)`));
    const list = element("ul");
    list.append(...said.slice(1).map((each) => element("li", "", each)));
    all.append(list);
    return all;
  }

  before(slot, former) {
    const kept = former?.querySelector(".litmus-before");
    if (kept) return kept;
    const all = element("details", "litmus-before");
    all.append(element("summary", "", `What was written here for ${slot.when}`));
    const shown = element("div", "litmus-former");
    all.append(shown);
    const { rendermime } = this.notebook;
    const drawn = rendermime.createRenderer("text/markdown");
    drawn.renderModel(rendermime.createModel({ data: { "text/markdown": slot.before } }))
      .then(() => shown.append(drawn.node), () => { shown.textContent = slot.before; });
    return all;
  }

  remove(cell) {
    const text = source(cell).trim();
    if (text && !window.confirm(`Delete this text of your own?\n\n${text.slice(0, 200)}`)) return;
    this.notebook.model.sharedModel.deleteCell(this.notebook.widgets.indexOf(cell));
  }

  // The box of a mark: JupyterLab shows it, but nobody can tick it.
  answer(cell) {
    const ticked = isTicked(cell);
    const shown = cell.node.querySelector(".jp-RenderedMarkdown");
    if (!shown) return;
    for (const item of shown.querySelectorAll("li")) {
      if (item.textContent.trim() === QUESTION) item.hidden = true;
    }
    let line = cell.node.querySelector(":scope > .litmus-answer");
    if (!line) {
      line = element("label", "litmus-answer");
      const box = element("input");
      box.type = "checkbox";
      box.addEventListener("change", () => this.tick(cell, box.checked));
      line.append(box, element("span", "", ""));
      cell.node.append(line);
    }
    line.firstChild.checked = ticked;
    const says = ticked ? `${QUESTION}. This note goes when the report is run again.`
      : `${QUESTION}: I have read them again. Or edit them below.`;
    if (line.lastChild.textContent !== says) line.lastChild.textContent = says;
  }

  tick(cell, yes) {
    const text = source(cell);
    cell.model.sharedModel.setSource(yes ? text.replace(UNTICKED, TICKED) : text.replace(TICKED, UNTICKED));
    const words = this.notebook.widgets.find((each) => isSlot(each) && note(each).slot === marked(cell));
    if (yes && words) this.versions.add(words, { again: true });
    this.panel.context.save();
  }
}
