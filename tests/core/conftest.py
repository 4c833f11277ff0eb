"""One thread computes, as in the app (components/shell/process.py)."""

import pytest
from threadpoolctl import threadpool_limits


@pytest.fixture(scope="session", autouse=True)
def one_thread():
    with threadpool_limits(limits=1, user_api="blas"):
        yield
