"""Write the table of contents: a field over the headings, with the entries that are known."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.writers.docx.xml import paragraph, text


def contents_xml(bookmarks: Sequence[tuple[str, str]]) -> list[str]:
    """Return a contents field that Word fills when asked; until then it lists the entries.

    `bookmarks` are those of the sections, each with its words.
    """
    entries = [words for _, words in bookmarks]
    if not entries:
        return []
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        r'<w:r><w:instrText xml:space="preserve"> TOC \o "1-3" \h \z \u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    lines = [f"<w:r>{text(words)}</w:r>" for words in entries]
    lines[0] = begin + lines[0]
    lines[-1] += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return [paragraph("contents_line", line) for line in lines]
