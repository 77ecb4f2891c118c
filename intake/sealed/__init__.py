"""What nobody reads by chance: the vault and its keys, who denounces, and the lines that accuse somebody."""
