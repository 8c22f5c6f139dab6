"""What people type: one module per noun; parse, call, show."""
