"""The commands: arguments, messages, exit codes. Heavy imports wait until one runs."""
