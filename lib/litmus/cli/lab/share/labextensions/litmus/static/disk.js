// The file on the disk: watched, saved and read anew, so that neither a run nor another tab nor
// this one loses words.
import { element } from "./cells.js";
import { merge } from "./merging.js";

const EVERY = 2000; // milliseconds between two looks at the file
const copy = (value) => JSON.parse(JSON.stringify(value));

export class Disk {
  constructor(app, panel, versions, writing, banner) {
    this.contents = app.serviceManager.contents;
    this.panel = panel;
    this.context = panel.context;
    this.versions = versions;
    this.writing = writing;
    this.banner = banner;
    this.status = element("span", "litmus-status", "");
    this.status.setAttribute("role", "status");
    this.busy = Promise.resolve();
    const { model } = this.context;
    this.toJSON = model.toJSON.bind(model);
    this.base = copy(this.toJSON());
    this.sent = this.base;
    model.toJSON = () => {
      this.sent = copy(this.toJSON());
      return copy(this.sent);
    };
    const read = model.fromJSON.bind(model);
    model.fromJSON = (disk) => this.readAnew(disk, read);
    this.plain = this.context.save.bind(this.context);
    this.context.save = (...given) => this.inTurn(() => this.save(given));
    setInterval(() => this.look(), EVERY);
    window.addEventListener("focus", () => this.look());
    window.addEventListener("beforeunload", (event) => {
      if (model.dirty) event.preventDefault();
    });
    model.stateChanged.connect(() => this.tell());
    model.contentChanged.connect(() => this.tell());
    this.tell();
  }

  inTurn(act) {
    this.busy = this.busy.catch(() => {}).then(act);
    return this.busy;
  }

  tell() {
    const saved = this.savedAt ? `Saved ${this.savedAt}` : "Everything is saved";
    this.status.textContent = this.context.model.dirty ? "Not saved yet …" : saved;
    this.status.classList.toggle("litmus-unsaved", this.context.model.dirty);
  }

  async isNewer() {
    const now = await this.contents.get(this.context.path, { content: false });
    return now.last_modified !== this.context.contentsModel?.last_modified;
  }

  // Look whether somebody else saved the file, and show what is in it now.
  look() {
    if (this.looking) return this.looking;
    this.looking = this.inTurn(() => this.follow().catch(() => {})).finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  // Read the file anew where it is newer, and save what of here is not in it.
  async follow() {
    if (await this.isNewer()) await this.context.revert();
    if (!this.found) return;
    const { found } = this;
    this.found = null;
    if (found.mine) {
      this.context.model.dirty = true;
      await this.write([]);
    }
    this.report(found);
  }

  report(found) {
    if (found.both.length) {
      this.banner.say("Somebody else wrote in the same place while you did. Both texts stand there "
        + "now, one under the other: make one of them.", true);
    } else if (found.mine) {
      this.banner.say("The report was run, or saved elsewhere, while you were writing. This is the "
        + "new version with your words in it, and it is saved.");
    } else {
      this.banner.say("The report was run, or saved elsewhere. This is the new version.");
    }
  }

  async save(given) {
    await this.follow().catch(() => {}); // where the file cannot be read, JupyterLab says so
    await this.write(given);
    await this.follow().catch(() => {});
  }

  // Save as JupyterLab does; what it sent is then what the disk has.
  async write(given) {
    this.versions.stamp();
    await this.plain(...given);
    this.base = this.sent;
    // JupyterLab takes all for saved, also what was typed while it was sending.
    if (JSON.stringify(this.toJSON()) !== JSON.stringify(this.sent)) this.context.model.dirty = true;
    const now = new Date();
    this.savedAt = now.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    this.tell();
  }

  // Take what is on the disk, with what was written here since it was read or saved.
  readAnew(disk, read) {
    const here = copy(this.toJSON());
    const place = this.place();
    this.found = merge(this.base, here, disk);
    this.base = copy(disk);
    read(this.found.notebook);
    this.versions.remember(disk);
    this.restorePlace(place);
  }

  place() {
    const notebook = this.panel.content;
    const scroller = notebook.node.querySelector(".jp-WindowedPanel-outer") ?? notebook.node;
    const top = scroller.getBoundingClientRect().top;
    const seen = notebook.widgets.find((cell) => cell.node.getBoundingClientRect().bottom > top);
    const active = notebook.activeCell;
    return {
      scroller,
      seen: seen?.model.id,
      offset: seen ? seen.node.getBoundingClientRect().top - top : 0,
      active: active?.model.id,
      caret: notebook.mode === "edit" ? active?.editor?.getCursorPosition() : null,
    };
  }

  restorePlace({ scroller, seen, offset, active, caret }) {
    const notebook = this.panel.content;
    const find = (id) => notebook.widgets.findIndex((cell) => cell.model.id === id);
    const at = find(active);
    if (at >= 0) notebook.activeCellIndex = at;
    if (at >= 0 && caret) {
      const cell = notebook.widgets[at];
      this.writing.open(cell);
      cell.ready.then(() => cell.editor?.setCursorPosition(caret));
    }
    const scroll = () => {
      const cell = notebook.widgets[find(seen)];
      if (cell) {
        const top = scroller.getBoundingClientRect().top;
        scroller.scrollTop += cell.node.getBoundingClientRect().top - top - offset;
      }
    };
    for (const wait of [0, 100, 500, 1500]) setTimeout(scroll, wait);
  }
}
