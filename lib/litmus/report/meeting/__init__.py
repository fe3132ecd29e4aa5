"""The pack of a meeting: exceptions first, then what became of what earlier meetings agreed."""
