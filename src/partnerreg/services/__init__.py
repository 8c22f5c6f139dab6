"""What can be done with the register and asked of it, one module per noun; never prints."""
