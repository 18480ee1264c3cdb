"""The commands, one module each: `builder/commands/NAME.py` is `dossier NAME`.

A module holds a `command`, a `click.Command`, and imports what it needs when it runs, so that
`dossier --help` and a build with nothing to do start at once. A name that Python keeps for
itself has an underscore behind it (`import_.py`). What commands share is in `_options.py`.
"""
