"""Groups of commands, such as `litmus audits allocate`: one module a group."""
