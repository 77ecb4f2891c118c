"""Danger and harm come before every question: whom to call, who is told on duty, and a calm word."""
