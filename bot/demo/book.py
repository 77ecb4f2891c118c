"""What the reception desk of the demo province has written down lately: visits, a dialogue session, promises."""
