"""The scenes of the activations page: curves, a gate, softmax, and all activations in a table."""
