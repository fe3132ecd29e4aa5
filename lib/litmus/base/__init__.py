"""What all stand on: how files are read, written and exchanged, and how cells are written."""
