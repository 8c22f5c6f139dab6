"""Lists in and out, in stages: dialect -> columns -> rows -> plan -> load."""
