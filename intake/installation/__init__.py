"""What an installation is given before its book is opened: settings of its parts, secret files, bounds, logs."""
