"""Notebook bytes become cells, whoever wrote them."""

import codecs
import json

import pytest

from autograder.errors import SubmissionRefused
from autograder.model import Cell
from autograder.notebook.extract import DEFAULT_LIMITS, MIB, ReadingLimits, code_cells, plain_file


def notebook(*sources, **more):
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [code(source) for source in sources], **more}


def code(source, **more):
    return {"cell_type": "code", "source": source, "outputs": [], **more}


def read(document):
    return code_cells(json.dumps(document).encode())


def test_code_cells_are_numbered_among_themselves_and_keep_their_text():
    document = notebook("x = 1\r\n", ["!ls\n", "y = ‘2’"], "")
    document["cells"].insert(1, {"cell_type": "markdown", "source": "# prose"})
    document["cells"].insert(0, {"cell_type": "raw", "source": "raw"})
    assert read(document) == (Cell("cell 1", "x = 1\r\n"), Cell("cell 2", "!ls\ny = ‘2’"), Cell("cell 3", ""))


def test_worksheets_of_format_3_are_read_in_order():
    sheets = [{"cells": [{"cell_type": "code", "input": ["a = 1\n"]}, {"cell_type": "heading", "source": "h"}]}]
    sheets.append({"cells": [{"cell_type": "code", "input": "b = 2"}]})
    assert read({"nbformat": 3, "worksheets": sheets}) == (Cell("cell 1", "a = 1\n"), Cell("cell 2", "b = 2"))


def test_only_type_and_source_are_looked_at():
    """Outputs, metadata and formats of the wrong shape neither matter nor hurt."""
    cell = code("x = 1", outputs="<script>", metadata=7, execution_count=[None], id={"a": 1})
    assert read({"nbformat": "four", "metadata": [], "cells": [cell, {"cell_type": ["code"], "source": 3}]}) == (
        Cell("cell 1", "x = 1"),
    )


def test_a_notebook_without_code_cells_is_readable():
    assert read(notebook()) == ()


@pytest.mark.parametrize("prefix, encoding", [(codecs.BOM_UTF8, "utf-8"), (b"", "utf-16")], ids=["utf-8", "utf-16"])
def test_a_byte_order_mark_is_understood(prefix, encoding):
    text = json.dumps(notebook("# 한글"), ensure_ascii=False)
    assert code_cells(prefix + text.encode(encoding)) == (Cell("cell 1", "# 한글"),)


def test_half_a_surrogate_pair_does_not_travel_on():
    (cell,) = code_cells(json.dumps(notebook("x = '\ud83d' # \U0001f600")).encode())
    assert cell.source == "x = '�' # \U0001f600"


@pytest.mark.parametrize(
    "data, reason",
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b'{"cells": [', r"is not valid JSON: Expecting value at line 1, column 12"),
        (b'\n\n<!DOCTYPE html><html lang="en">', "is a web page, not a notebook"),
        (b'{"cells": [\n<<<<<<< HEAD\n', "holds an unresolved merge conflict"),
        (b"<<<<<<< HEAD\n{}", "holds an unresolved merge conflict"),
        (b'{"cells": "\xb0\xa1"}', "is not valid UTF-8: byte 0xb0 at 11"),
        (codecs.BOM_UTF16_LE + b"{\x00\x00\xd8", "is not valid UTF-16: byte 0x00 at 4"),
        (b"[" * 1_000_000, "nested too deeply"),
        (b'{"cells": ' + b'{"a":' * 500_000, "nested too deeply"),
        (b'{"cells": [' + b"9" * 5000 + b"]}", "a number that is too long"),
        (b"[1]", "the document is a list, not an object"),
        (b"true", "the document is a boolean, not an object"),
        (b"null", "the document is null, not an object"),
        (b"{}", 'neither "cells" nor "worksheets"'),
        (b'{"worksheets": {}}', 'neither "cells" nor "worksheets"'),
        (b'{"worksheets": [1]}', '"cells" is a number, not a list'),
        (b'{"cells": {}}', '"cells" is an object, not a list'),
        (b'{"cells": ["x"]}', "entry 1 of its cells is a string, not an object"),
        (b'{"cells": [{"cell_type": "code", "source": {}}]}', "source of cell 1 holds an object, not text"),
        (b'{"cells": [{"cell_type": "code", "source": ["a", 1.5]}]}', "source of cell 1 holds a number, not text"),
        (b'{"cells": [{"cell_type": "code", "source": null}]}', "source of cell 1 holds null, not text"),
    ],
)
def test_what_is_no_notebook_is_refused_in_one_line(data, reason):
    with pytest.raises(SubmissionRefused, match=reason) as caught:
        code_cells(data)
    assert "\n" not in str(caught.value)
    assert caught.value.tip.startswith("ask the student")


def with_outputs(size):
    image = {"data": {"image/png": "A" * (size // 10)}, "output_type": "display_data"}
    cell = code("def f(): pass", outputs=[image] * 10)
    return json.dumps({"cells": [cell]}).encode()


def test_outputs_may_fill_a_notebook_up_to_the_limit_and_not_beyond():
    """60 MB of images are one clear line; 49 MB of them are nobody's business."""
    assert code_cells(with_outputs(49 * MIB)) == (Cell("cell 1", "def f(): pass"),)
    with pytest.raises(SubmissionRefused, match=r"is 60 MB, more than the 50 MB a notebook may be") as caught:
        code_cells(with_outputs(60 * MIB))
    assert "clear its outputs" in caught.value.tip


def test_a_notebook_of_exactly_the_limit_is_read():
    data = json.dumps(notebook("x")).encode()
    assert code_cells(data, ReadingLimits(notebook_bytes=len(data)))
    with pytest.raises(SubmissionRefused, match="more than the"):
        code_cells(data, ReadingLimits(notebook_bytes=len(data) - 1))


def test_brackets_without_number_are_refused_before_they_are_parsed():
    """As few as 6 MB of them would take hundreds of megabytes of memory."""
    data = b'{"cells": [], "x": [' + b"[]," * DEFAULT_LIMITS.containers + b"[]]}"
    with pytest.raises(SubmissionRefused, match="brackets, more than the 2000000"):
        code_cells(data)


def test_cells_and_code_are_bounded():
    data = json.dumps(notebook("ab", "cd")).encode()
    assert code_cells(data, ReadingLimits(cells=2, source_chars=4))
    with pytest.raises(SubmissionRefused, match="has 2 code cells, more than the 1"):
        code_cells(data, ReadingLimits(cells=1))
    with pytest.raises(SubmissionRefused, match="holds 4 characters of code, more than the 3"):
        code_cells(data, ReadingLimits(source_chars=3))


@pytest.mark.parametrize(
    "data",
    [
        "x = '한글'\n".encode(),
        codecs.BOM_UTF8 + "x = '한글'\n".encode(),
        "x = '한글'\n".encode("utf-16"),
        "x = '한글'\n".encode("cp949"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "cp949"],
)
def test_a_python_file_is_one_cell_in_the_encodings_students_use(data):
    assert plain_file(data, "answer.py") == Cell("answer.py", "x = '한글'\n")


@pytest.mark.parametrize(
    "cookie, encoding, text",
    [
        ("# -*- coding: latin-1 -*-", "latin-1", "é"),
        ("#!/usr/bin/python\n# vim: set fileencoding=gbk :", "gbk", "中文"),
        ("# coding: euc-kr", "utf-8", "한글, although the cookie says otherwise"),
    ],
)
def test_a_cookie_names_the_encoding_unless_it_is_stale(cookie, encoding, text):
    source = f"{cookie}\nx = '{text}'\n"
    assert plain_file(source.encode(encoding), "a.py").source == source


@pytest.mark.parametrize("codec", ["unicode_escape", "utf-7", "punycode", "rot13", "zlib", "no-such", "../x"])
def test_a_cookie_cannot_choose_a_codec_that_computes(codec):
    data = f"# coding: {codec}\nx = '\\x41'".encode() + b"\xff"
    with pytest.raises(SubmissionRefused, match="neither UTF-8 nor in the encoding it declares nor in Korean cp949"):
        plain_file(data, "a.py")


def test_a_large_python_file_is_refused():
    with pytest.raises(SubmissionRefused, match=r"is 4 MB, more than the 4 MB a .py file may be"):
        plain_file(b"#" * (4 * MIB + 1), "a.py")
