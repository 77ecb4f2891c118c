"""What an administrator sets for the whole office: calendar and limits, approvals, channels, posters."""
