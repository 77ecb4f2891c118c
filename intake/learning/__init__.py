"""What corrections teach: rules and topics tried on words and on past cases, lessons for the reader."""
