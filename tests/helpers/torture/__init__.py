"""Commands run with a C library that fails when it is told to."""
