"""The way out: messages that wait for their hour, are leased, sent in pieces, and given up where they must be."""
