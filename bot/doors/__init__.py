"""Where platforms bring updates or are asked for them, in their order, and where files are fetched."""
