"""Programs of their own, run beside a test."""
