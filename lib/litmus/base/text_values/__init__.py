"""How councils write dates, numbers, yes, no and nothing: one list for every reader and contract.

A source reads what it must order or compare, a contract reads every cell. Both ask here, so that
what the one understands the other does, too.
"""
