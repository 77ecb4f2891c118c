"""What staff are told, once and in civil hours: notices, reminders, tasks, and cases that change hands."""
