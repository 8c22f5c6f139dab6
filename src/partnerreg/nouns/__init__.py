"""What the register holds: one module a noun, its fields and their kinds, and the registry."""
