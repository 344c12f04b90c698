"""Students' repositories: cloned, brought up to date, and set to the commit that counts."""
