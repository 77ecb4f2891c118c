"""The Vietnamese that people type: letters, marks, numbers, denials, phrases, and the slang that hides a word."""
