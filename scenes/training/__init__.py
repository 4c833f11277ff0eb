"""The scenes of the training page: what gradient descent finds, with an activation and without."""
