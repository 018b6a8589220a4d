"""Run docgen as `python -m docgen`."""

import contextlib
import gc
import os
import sys

# A build makes many records and frees few until it ends: the collector's default of 700 only costs time.
gc.set_threshold(100_000, 50, 50)

from docgen.cli import main  # noqa: E402  # the imports are where most records are made

code = main()
for stream in (sys.stdout, sys.stderr):
    with contextlib.suppress(BrokenPipeError, AttributeError):  # closed, or never opened
        stream.flush()
# Everything is written and every process has ended: taking down what was loaded would cost a tenth of a second more.
os._exit(code)
