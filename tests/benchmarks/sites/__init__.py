"""One file a generator: how the corpus becomes its site, made as someone who knows it would."""
