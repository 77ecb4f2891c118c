"""What each process does beside talking: timers, tokens, a look at the channels, figures, being ready."""
