"""What typed words mean at a question, whatever the diacritics: pure rules over words, with no state."""
