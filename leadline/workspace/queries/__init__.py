"""What the pages show, by noun: each page is one frozen value."""
