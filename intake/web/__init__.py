"""What both front doors owe a browser: files kept for long, pages pressed together, and https."""
