"""Everything that comes in, until it is frozen: sources, contracts, forms, snapshot."""
