"""``python -m khabar`` is the command ``khabar``."""

import sys

from .cli import main

sys.exit(main())
