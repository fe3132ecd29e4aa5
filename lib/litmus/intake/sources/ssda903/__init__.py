"""An SSDA903 return, or several years of them, as standard tables of looked-after children."""
