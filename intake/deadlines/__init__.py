"""Clocks of a case and the calendar they are counted by: started, moved, and counted anew when a rule changes."""
