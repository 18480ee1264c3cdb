"""The store: one SQLite database under the cache folder.

`tables` says what rows there are, `families` which look-ups may be asked of them; `door`
is the one way to read, `writer` the one way to write, and `sums` what is counted.
"""
