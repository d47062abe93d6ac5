"""Releases: a signed, dated folder of the register as one profile may tell it.

`profiles` says what each profile tells, `coarsening` makes it so, `making` writes and signs,
`checking` checks, `comparing` says what changed since the one before.
"""
