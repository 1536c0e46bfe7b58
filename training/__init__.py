"""How the models of `aspa/language/models/` are made; see docs/language/training.md. `make models` runs it."""
