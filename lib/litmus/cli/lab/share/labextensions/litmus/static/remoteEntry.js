// How JupyterLab finds the extension: a container of modules, as a build would write it. There is
// nothing to build, so this is written by hand, and the modules are loaded as they are.
(() => {
  const here = new URL(".", document.currentScript.src);
  const shared = {};
  // A module that JupyterLab itself uses, such as "@lumino/widgets".
  const load = async (name) => (await Object.values(shared.scope[name])[0].get())();
  (window._JUPYTERLAB ??= {}).litmus = {
    init: (scope) => { shared.scope = scope; },
    get: async () => {
      const { plugin } = await import(new URL("plugin.js", here));
      const made = await plugin(load, new URL("style.css", here));
      return () => ({ __esModule: true, default: made });
    },
  };
})();
