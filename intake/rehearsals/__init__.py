"""Made-up books of very many cases and talks, on which pages, sweeps and searches are tried."""
