"""Controls of the browser and controls that pages share.  No figures are made here."""

import os

# Before anything imports numpy.  Matrices are small here: a second thread of the linear algebra would only spin
# beside the first, and a whole class shares this server.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
