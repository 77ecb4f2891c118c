"""The schema's versions, inside the package, so that an installation can always bring its own database up to date."""
