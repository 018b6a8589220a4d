"""docgen: Thai official documents, right the first time. The pipeline on one screen.

content → records → template → markup → tree → PDF and Word → output, each step in its own module.
"""

from pathlib import Path

__version__ = "0.1.0"
# Where the program stands: what is said of its own files does not depend on the module that says it.
PACKAGE = Path(__file__).parent
