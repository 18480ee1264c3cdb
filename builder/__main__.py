"""`python -m builder`: the same program as `dossier`."""

from builder.cli import main

if __name__ == "__main__":
    main()
