"""The policies that are shipped.

`dokk1.toml` is the policy; `dokk1.py` is the same compiled, since parsing the
text would take a twentieth of the time of a small report. After a change of
the text run `python -m partnerreg.domain.policies`.
"""
