"""How often a reader is right and wrong: claims against gold, field by field, error by error."""
