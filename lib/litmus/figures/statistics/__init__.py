"""How sure a figure is, and whether a run of figures has changed."""
