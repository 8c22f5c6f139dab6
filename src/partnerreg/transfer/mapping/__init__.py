"""Which column of a list holds which field: by its header, as a person says, as was saved."""
