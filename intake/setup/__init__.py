"""What an administrator sets and takes over: files of settings, hours, retention, and what would move by a change."""
