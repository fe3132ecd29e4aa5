// The few things to do with the page as a whole.
import { button, element } from "./cells.js";

export function fillToolbar(app, panel, writing, disk, Widget, ServerConnection) {
  const bar = element("div", "litmus-bar");
  const add = button("Add a text of your own", "", () => writing.addBelow());
  add.title = "Below the cell that is chosen. For what no box is for.";
  bar.append(
    button("Save", "litmus-save", () => panel.context.save()),
    add,
    disk.status,
    element("span", "litmus-gap"),
    button("Save and close", "", () => close(app, panel, ServerConnection)),
  );
  panel.toolbar.addItem("litmus", new Widget({ node: bar }));
  // JupyterLab's own menus, and the strips of buttons beside the page.
  for (const part of app.shell.layout.widgets) {
    if (["jp-top-panel", "jp-menu-panel", "jp-bottom-panel"].includes(part.id)) part.hide();
  }
  for (const side of ["left", "right"]) {
    if (app.shell.isSideTabBarVisible(side)) app.shell.toggleSideTabBarVisibility(side);
  }
  app.shell.collapseRight();
}

// Save, end JupyterLab, and say that the tab can be closed.
async function close(app, panel, ServerConnection) {
  await panel.context.save();
  if (panel.context.model.dirty) return; // JupyterLab has said why it could not be saved
  const { serverSettings } = app.serviceManager;
  const done = element("div", "litmus-closed");
  done.setAttribute("role", "alert");
  done.append(element("p", "", "Everything is saved and JupyterLab is closed. You can close this tab."));
  try {
    await ServerConnection.makeRequest(
      `${serverSettings.baseUrl}api/shutdown`, { method: "POST" }, serverSettings);
  } finally {
    document.body.replaceChildren(done);
  }
}
