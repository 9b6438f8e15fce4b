"""The files that people write and take home: experiments, documents, lessons, sessions, and the text that a PNG carries."""
