"""The people of a case: who told it, joined it or follows it, in which chats, and what they may ask about it."""
