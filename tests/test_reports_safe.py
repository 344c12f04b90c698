"""Text a student chose cannot act on the medium that shows it."""

import sys
import unicodedata

import pytest

from autograder.reports.safe import code_span, csv_cell, plain, plain_lines


@pytest.mark.parametrize(
    ("attack", "shown"),
    [
        ("\x1b]0;owned\x07", "\\x1b]0;owned\\x07"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\x9b2J", "\\x9b2J"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("a\u200bb\ufeff", "a\\u200bb\\ufeff"),
        ("tag\U000e0041", "tag\\U000e0041"),
        ("one\ntwo\rthree", "one\\ntwo\\rthree"),
        ("line\u2028separator", "line\\u2028separator"),
        ("lone \ud800", "lone \\ud800"),
        ("\0", "\\x00"),
    ],
)
def test_what_acts_on_a_terminal_is_shown_as_an_escape(attack, shown):
    assert plain(attack) == shown


@pytest.mark.parametrize("text", ["", "과제 1 김민수", "x = 'é' # ∑", "wide\u3000space", "no-break\u00a0space", "👍"])
def test_ordinary_text_stays_as_it_is(text):
    assert plain(text) == text


def test_no_character_of_unicode_gets_through_that_is_neither_glyph_nor_space():
    shown = plain("".join(map(chr, range(sys.maxunicode + 1))), limit=20_000_000)
    assert {unicodedata.category(c) for c in shown}.isdisjoint({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@pytest.mark.parametrize("text", ["a" * 50, "\x1b" * 10, "\x1b" * 50])
def test_long_text_is_cut_and_says_so(text):
    assert plain(text, limit=10) == f"{plain(text)[:10]} ... (cut, {len(text)} characters)"


def test_text_of_exactly_the_limit_is_not_cut():
    assert plain("a" * 10, limit=10) == "a" * 10


def test_lines_stay_lines_where_that_is_safe():
    assert plain_lines("one\r\ntwo\x1b\n\\n") == "one\ntwo\\x1b\n\\n"
    assert plain_lines("x\n" * 9, limit=4) == "x\nx\n ... (cut, 18 characters)"


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", "  =1", "\u3000=1"])
def test_a_cell_that_a_spreadsheet_would_evaluate_is_quoted(formula):
    assert csv_cell(formula) == f"'{formula}"


@pytest.mark.parametrize("text", ["alice", "a=b", "\t=1", "김-민수"])
def test_a_harmless_cell_is_not_quoted(text):
    assert csv_cell(text) == plain(text)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("x = 1", "`x = 1`"),
        ("<b>", "`<b>`"),
        ("a `b` c", "``a `b` c``"),
        ("`", "`` ` ``"),
        ("``` \n<script>", "```` ``` \\n<script> ````"),
        ("", "`  `"),
    ],
)
def test_a_code_span_cannot_be_left(text, span):
    assert code_span(text) == span
