"""What a message meets before it is heard: covered, put in order, held until the chat is still, written down."""
