"""`python -m benchmarks` measures everything, `python -m benchmarks key_press` one thing.

To add a benchmark, write a module with a function `rows` that gives the lines of the table, and name it here.
"""

import argparse
import sys
import time
from importlib import import_module

from benchmarks.report import table

BENCHMARKS = (
    "rerun_cpu",
    "idle_visitors",
    "key_press",
    "next_step",
    "first_chart",
    "drawing",
    "dragging",
    "size",
    "cutting",
    "training",
    "trained_picture",
    "sessions",
    "lecture",
    "passing_sessions",
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="name", help=f"of: {', '.join(BENCHMARKS)}")
    names = parser.parse_args().names or BENCHMARKS
    unknown = set(names) - set(BENCHMARKS)
    if unknown:
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
    rows = []
    for name in names:
        start = time.monotonic()
        rows += import_module(f"benchmarks.{name}").rows()
        print(f"{name}: {time.monotonic() - start:.0f} s", file=sys.stderr)
    print(table(rows))


if __name__ == "__main__":
    main()
