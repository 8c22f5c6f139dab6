"""Forms of health checks: sent out as HTML, Word or CSV, filled in, and read back."""
