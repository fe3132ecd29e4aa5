// The contents at the left: the report's headings and, under them, the places to write.
import { button, element, isMark, isOwn, isTicked, isUntouched, isWords, marked, note, source }
  from "./cells.js";

const HEADING = /^(#{2,3}) +(.+)$/m;

export class ContentsList {
  constructor(app, panel, known, writing, Widget) {
    Object.assign(this, { notebook: panel.content, known, writing });
    const widget = new Widget({ node: element("nav", "litmus-list") });
    widget.id = "litmus-contents";
    widget.title.label = "Contents";
    widget.title.caption = "Contents and places to write";
    widget.node.setAttribute("aria-label", "Contents and places to write");
    this.node = widget.node;
    app.shell.add(widget, "left", { rank: 0 });
    app.shell.activateById(widget.id);
  }

  draw() {
    const checked = new Set(
      this.notebook.widgets.filter((cell) => isMark(cell) && !isTicked(cell)).map(marked));
    const active = this.notebook.activeCell;
    const entries = this.notebook.widgets.flatMap((cell) => this.entry(cell, checked));
    const sign = JSON.stringify(entries.map(({ text, state }) => [text, state]));
    if (sign !== this.sign) {
      this.sign = sign;
      this.node.replaceChildren(this.summary(entries), ...entries.map((each) => this.line(each)));
    } else {
      entries.forEach((each, n) => { this.node.children[n + 1].litmus = each.cell; });
    }
    for (const line of this.node.querySelectorAll("button")) {
      if (line.litmus === active) line.setAttribute("aria-current", "true");
      else line.removeAttribute("aria-current");
    }
  }

  entry(cell, checked) {
    if (isWords(cell)) {
      const slot = this.known.slots.get(note(cell).slot);
      const must = slot?.kind === "required";
      const empty = isUntouched(cell) || !source(cell).trim();
      const text = isOwn(cell) ? "Your own text" : "Commentary";
      const state = checked.has(note(cell).slot) ? "check" : !empty ? "written" : must ? "must" : "may";
      return [{ cell, text, state }];
    }
    const found = cell.model.type === "markdown" && !isMark(cell) && HEADING.exec(source(cell));
    return found ? [{ cell, text: found[2], state: `h${found[1].length}` }] : [];
  }

  summary(entries) {
    const count = (state) => entries.filter((each) => each.state === state).length;
    const parts = [];
    if (count("check")) parts.push(`${count("check")} to read again`);
    if (count("must")) parts.push(`${count("must")} still to be written`);
    const text = parts.length ? parts.join(", ") : "All that has to be written is written";
    const said = element("p", "litmus-summary");
    said.append(element("strong", "", text),
      "The page and the PDF show your words when the report is run again.");
    return said;
  }

  line({ cell, text, state }) {
    const says = { check: "read again", must: "to be written", may: "optional, empty", written: "written" };
    const line = button("", `litmus-entry litmus-is-${state}`, () => this.show(line.litmus));
    line.litmus = cell;
    line.append(element("span", "", text));
    if (says[state]) line.append(element("span", "litmus-state", says[state]));
    return line;
  }

  show(cell) {
    const { notebook } = this;
    const at = notebook.widgets.indexOf(cell);
    if (at < 0) return;
    notebook.activeCellIndex = at;
    notebook.deselectAll();
    notebook.scrollToItem(at, "smart").catch(() => {});
    cell.node.scrollIntoView({ block: "start" });
  }
}
