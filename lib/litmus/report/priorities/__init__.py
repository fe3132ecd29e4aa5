"""Priority indicators: where they should be by the agreed course, are, and will be."""
