"""What the pages of the demo show: each page is one frozen value."""
