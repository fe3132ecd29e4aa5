"""How a chart is drawn: theme, labels, axes."""
