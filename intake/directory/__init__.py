"""Who there is in office and who does what: units, people, rules, and who must not see a case."""
