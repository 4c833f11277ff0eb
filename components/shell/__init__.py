"""What every page stands in: its frame, the table of lessons, the process, and scripts for the whole app."""
