"""What a message is before the law: complaint, denunciation or neither, by what it asks for and how it is said."""
