"""From what came in to the one event that it is: words heard together, corrected, parted, answered by law."""
