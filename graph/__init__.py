"""What is known: the model, the ontology, identity, the graph and the store."""
