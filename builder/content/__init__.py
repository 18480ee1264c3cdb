"""Files → records: front matter, Markdown, settings. Nothing here looks at another file."""
