// The extension: it waits for the working notebook and makes it a place to write.
import { Banner } from "./banner.js";
import { Boxes } from "./boxes.js";
import { ContentsList } from "./contents_list.js";
import { Disk } from "./disk.js";
import { fillToolbar } from "./toolbar.js";
import { Versions } from "./versions.js";
import { Writing } from "./writing.js";

// What `litmus lab` tells: author, notebook, slots (name, kind, heading, before, when).
function told() {
  const page = JSON.parse(document.getElementById("jupyter-config-data").textContent);
  const found = JSON.parse(page.litmus);
  return { ...found, slots: new Map(found.slots.map((each) => [each.name, each])) };
}

export async function plugin(load, style) {
  const { Widget } = await load("@lumino/widgets");
  const { ServerConnection } = await load("@jupyterlab/services");
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: style });
  document.head.append(link);
  return {
    id: "litmus:writing",
    autoStart: true,
    activate: (app) => {
      const known = told();
      const begun = new Set();
      const look = () => {
        for (const panel of app.shell.widgets("main")) {
          if (panel.context?.path?.endsWith(".ipynb") && panel.content?.model && !begun.has(panel)) {
            begun.add(panel);
            begin(app, panel, known, Widget, ServerConnection);
          }
        }
      };
      app.restored.then(() => {
        app.shell.layoutModified.connect(look);
        app.shell.currentChanged.connect(look);
        look();
        const waiting = setInterval(() => { look(); if (begun.size) clearInterval(waiting); }, 200);
      });
    },
  };
}

async function begin(app, panel, known, Widget, ServerConnection) {
  await panel.context.ready;
  const banner = new Banner();
  const versions = new Versions(panel, known.author);
  const writing = new Writing(panel);
  const disk = new Disk(app, panel, versions, writing, banner);
  const boxes = new Boxes(panel, known, writing, versions, disk);
  const list = new ContentsList(app, panel, known, writing, Widget);
  fillToolbar(app, panel, writing, disk, Widget, ServerConnection);
  const draw = () => { boxes.draw(); list.draw(); };
  let asked = false;
  const ask = () => {
    if (!asked) requestAnimationFrame(() => { asked = false; draw(); });
    asked = true;
  };
  panel.content.modelContentChanged.connect(ask);
  panel.content.activeCellChanged.connect(ask);
  new MutationObserver((changes) => {
    if (changes.some((each) => !boxes.isOurs(each.target))) ask();
  }).observe(panel.content.node, { childList: true, subtree: true });
  draw();
}
