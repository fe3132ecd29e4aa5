"""A JupyterLab for writing: its settings, in a folder of its own.

JupyterLab reads them through environment variables, so that nothing of the user's counts and
nothing of it is changed.
"""

import getpass
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

SHARE = Path(__file__).parent / "share"
# What is of no use to somebody who writes, or would lead her away from the page.
LEFT_OUT = (
    *("cell-toolbar", "celltags", "completer", "console", "debugger", "extensionmanager"),
    *("help", "hub", "inspector", "launcher", "logconsole", "running"),
    *("settingeditor", "terminal", "tooltip", "workspaces"),
)
PARTS_LEFT_OUT = (
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/apputils-extension:palette",
    "@jupyterlab/application-extension:context-menu",
    "@jupyterlab/application-extension:property-inspector",
    "@jupyterlab/filebrowser-extension:widget",
)
# Of the keys that act on cells, those that only move the eye.
KEPT_KEYS = (["ArrowUp"], ["ArrowDown"])
TOOLS = (
    *("save", "insert", "cut", "copy", "paste", "run", "interrupt", "restart", "restart-and-run"),
    *("cellType", "spacer", "kernelName", "executionProgress"),
)
AUTOSAVE_SECONDS = 10
# The settings of JupyterLab's server, which are Python.
SERVER = '''"""No save overwrites what somebody else saved without a copy of it."""

from litmus.cli.lab.saving import Contents

c.ServerApp.contents_manager_class = Contents
c.ServerApp.terminals_enabled = False
'''


def write(place: Path, told: Mapping[str, Any]) -> dict[str, str]:
    """Write the configuration into the folder `place`; returns the environment that makes
    JupyterLab read it. `told` is what the extension has to know."""
    config, data = place / "config", place / "data"
    for folder in (config / "labconfig", data):
        folder.mkdir(parents=True)
    page = {
        "notebookStartsKernel": False,
        "disabledExtensions": dict.fromkeys(
            [*(f"@jupyterlab/{name}-extension" for name in LEFT_OUT), *PARTS_LEFT_OUT], True
        ),
        "litmus": json.dumps(told),
    }
    _write(config / "labconfig" / "page_config.json", page)
    _write(config / "labconfig" / "default_setting_overrides.json", settings())
    (config / "jupyter_server_config.py").write_text(SERVER, encoding="utf-8")
    return {
        "JUPYTER_CONFIG_DIR": str(config),
        "JUPYTER_DATA_DIR": str(data),
        "JUPYTER_RUNTIME_DIR": str(data / "runtime"),
        "JUPYTER_PATH": str(SHARE),
        "JUPYTER_CONFIG_PATH": "",
        "JUPYTER_NO_CONFIG": "",
        "JUPYTERLAB_SETTINGS_DIR": str(config / "lab" / "user-settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(config / "lab" / "workspaces"),
    }


def settings() -> dict[str, Any]:
    """The settings of JupyterLab's own parts, by the part's name."""
    return {
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false",
            "checkForUpdates": False,
        },
        "@jupyterlab/application-extension:shell": {"startMode": "single"},
        "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": AUTOSAVE_SECONDS},
        "@jupyterlab/notebook-extension:tracker": {
            "autoRenderMarkdownCells": False,
            "defaultCell": "markdown",
            "scrollPastEnd": False,
            "showEditorForReadOnlyMarkdown": False,
            "showHiddenCellsButton": False,
        },
        "@jupyterlab/notebook-extension:panel": {
            "toolbar": [{"name": name, "disabled": True} for name in TOOLS]
        },
        "@jupyterlab/statusbar-extension:plugin": {"visible": False},
        "@jupyterlab/shortcuts-extension:shortcuts": {
            "shortcuts": [{**each, "disabled": True} for each in _keys_on_cells()]
        },
    }


def _keys_on_cells() -> Iterator[dict[str, Any]]:
    """The keys that change, cut, move or run cells, as this JupyterLab's schemas declare them."""
    from jupyterlab.commands import get_app_dir

    schemas = Path(get_app_dir()) / "schemas"
    for schema in sorted(schemas.glob("@jupyterlab/*/*.json")):
        declared = json.loads(schema.read_text(encoding="utf-8"))
        for each in declared.get("jupyter.lab.shortcuts", []):
            on_cells = "jp-Notebook" in each["selector"] or "jp-kernel" in each["selector"]
            if on_cells and each.get("keys") not in KEPT_KEYS:
                yield {name: each[name] for name in ("command", "keys", "selector")}


def author() -> str:
    """Who writes where nobody says so: LITMUS_AUTHOR, else whoever is logged in, by name where the
    computer knows it; "" where it knows nobody."""
    if named := os.environ.get("LITMUS_AUTHOR", "").strip():
        return named
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_gecos.split(",")[0] or getpass.getuser()
    except ImportError:  # on Windows
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in a container
        return ""


def _write(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
