"""What tests share: a register to work on, what is done to it, and what came of it."""
