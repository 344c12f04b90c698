"""The only code that shares a process with a submission; imports nothing else of ours."""
