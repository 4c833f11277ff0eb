"""The mathematics of Crease: numpy and scipy, no user interface, no plotting, no global state."""
