"""How a notebook is executed: the kernel, its client, what it loads."""
