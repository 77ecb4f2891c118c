"""The figures of the board as charts, maps and tables, and what they are called."""
