"""The archive for other tools: one module a thing to export, named in `EXPORTS`."""
