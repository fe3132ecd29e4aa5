"""How a notebook is executed: papermill, and the kernel that it speaks to."""
