"""Where a course already lives: each integration imports its program only when it is used."""
