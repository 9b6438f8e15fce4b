"""What a picture carries inside, so that whoever has it can go on with the experiment."""

from core.document import Document
from core.document_loading import PNG_KEY
from core.document_text import DocumentTooLargeError, document_text


def carried_texts(document: Document) -> dict[str, str]:
    """The texts of a PNG by their keywords: the experiment; nothing where that is more than could be read again."""
    try:
        return {PNG_KEY: document_text(document)}
    except DocumentTooLargeError:
        return {}
