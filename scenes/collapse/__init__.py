"""The scenes of the collapse page: a stack that is one map, and the patchwork that it becomes with ReLU."""
