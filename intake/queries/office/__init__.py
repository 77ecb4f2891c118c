"""The office itself as its pages show it: units, people and accounts, rules and limits, and the audit."""
