"""`python -m leadline` is the same as `leadline`."""

from leadline.config.cli import main

main()
