"""`litmus lab`: the working notebook in JupyterLab, as a place to write that nobody can spoil.

`opening` starts JupyterLab with a configuration of its own (`configuration`), which is gone when it
ends: nothing of the user's is read or changed. What JupyterLab cannot be told by settings is done
by the extension in `share/labextensions/litmus`, plain JavaScript that needs no build. `saving`
runs in JupyterLab's server: no save overwrites what somebody else saved without a copy of it.
"""

from litmus.cli.lab.opening import open_lab

__all__ = ["open_lab"]
