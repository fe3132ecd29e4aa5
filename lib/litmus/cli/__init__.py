"""The `litmus` command: one file a command, or a group of commands that belong together."""
