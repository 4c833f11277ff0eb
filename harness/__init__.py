"""What tests and benchmarks need of the world around Crease: a running server, a browser, visitors without one."""
