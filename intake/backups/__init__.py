"""One file that holds an installation: its book, the files of citizens and officers, its own model; never its keys."""
