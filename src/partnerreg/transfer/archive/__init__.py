"""A whole register from a whole export."""
