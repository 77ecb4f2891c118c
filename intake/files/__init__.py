"""Files that come in and papers that go out: kept, cleaned of what they tell unasked, read as tables, drawn."""
