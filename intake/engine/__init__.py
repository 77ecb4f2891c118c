"""What stands below `db`: drivers, prepared statements, commits in groups, and processes that tell each other."""
