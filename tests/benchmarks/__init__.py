"""How fast Broadsheet builds, beside other generators: `python -m tests.benchmarks --help`."""
