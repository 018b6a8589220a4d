"""Run docgen as `python -m docgen`."""

import gc
import sys

# A build makes many records and frees few until it ends: the collector's default of 700 only costs time.
gc.set_threshold(100_000, 50, 50)

from docgen.cli import main  # noqa: E402  # the imports are where most records are made

sys.exit(main())
