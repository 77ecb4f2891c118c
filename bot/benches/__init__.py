"""How fast the house is, measured: turns, messages a second, sweeps and searches beside their limit."""
