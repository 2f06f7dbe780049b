"""What tests/test_docs.py needs to read the docs and to build the examples in them."""
