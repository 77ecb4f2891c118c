"""Members of staff and their accounts: signing in, passwords, linked chats, letters, coming and leaving."""
