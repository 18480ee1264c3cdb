"""What kinds of page share: settings, references to entities, slices of long lists, wording
of how a mention is known, the archivist's links, marked-up text, related articles.
"""
