"""What is done once a process."""

import functools
import gc


@functools.cache
def freeze_imports() -> None:
    """Take everything that the imports have made out of the garbage collector's sight.

    Streamlit collects garbage after every run, and would each time look through some hundred thousand
    objects that stay for good.
    """
    gc.collect()
    gc.freeze()
