from __future__ import annotations

import pytest

from qa_service.ingest.grids import Line, is_time, read_grid


def lines(*rows):
    return read_grid([row.split("|") for row in rows]).lines


def test_heads_over_several_columns_are_written_over_each_of_them():
    grid = read_grid([["Region", "2019", "", "Change"], ["", "Men", "Women", ""], ["North", "5", "6", "7"]])
    assert grid.stub == "Region"
    assert grid.lines == [
        Line("", ("North",), ((("2019", "Men"), "5"), (("2019", "Women"), "6"), (("Change",), "7"))),
    ]


def test_a_head_that_stands_alone_in_its_row_is_over_all_columns():
    found = lines("||Years ended|", "|2019|2018|2017", "|(in millions)||", "Sales|5|6|7")
    assert [heads for heads, _ in found[0].cells] == [
        ("Years ended", "2019", "(in millions)"),
        ("Years ended", "2018", "(in millions)"),
        ("Years ended", "2017", "(in millions)"),
    ]


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        (("|Fiscal|", "(in thousands)|2019|2018", "Sales|5|6"), [("Fiscal", "2019"), ("Fiscal", "2018")]),
        (("|2019|2018", "By country|$M|$M", "North|5|6"), [("2019", "$M"), ("2018", "$M")]),
        (("|June 30,|", "|2019 (1)|2018 (2)", "Sales|5|6"), [("June 30,", "2019 (1)"), ("June 30,", "2018 (2)")]),
        (("||Due|", "Kind|1 to 3 years|Later", "Loans|5|6"), [("Due", "1 to 3 years"), ("Due", "Later")]),
        (("|2019|2018", "|£000|£000", "Sales|5|6"), [("2019", "£000"), ("2018", "£000")]),
        (("|2019|2018", "(In thousands)||", "Sales|5|6"), [("2019", "(In thousands)"), ("2018", "(In thousands)")]),
        (("|2019||Change|", "Sales|5|6|7|8%"), [("2019",), ("2019",), ("Change",), ("Change",)]),
    ],
)  # fmt: skip
def test_heads_take_in_all_rows_of_years_and_units(rows, heads):
    assert [found for found, _ in lines(*rows)[-1].cells] == heads


def test_one_text_over_the_whole_table_is_its_caption():
    grid = read_grid([["Table 1: Jobs", ""], ["Region", "2019"], ["North", "5"]])
    assert (grid.captions, grid.stub, len(grid.lines)) == (("Table 1: Jobs",), "Region", 1)
    assert read_grid([["Jobs", "Jobs"], ["Region", "2019"], ["North", "5"]]).captions == ("Jobs",)


def test_a_line_without_figures_groups_the_rows_below_it_up_to_its_total():
    found = lines("|2019", "Assets|", "Cash|5", "Total current assets|6", "Total assets|7", "Other|8")
    assert [(line.group, line.labels) for line in found] == [
        ("", ("Assets",)),
        ("Assets", ("Cash",)),
        ("Assets", ("Total current assets",)),
        ("Assets", ("Total assets",)),
        ("", ("Other",)),
    ]


def test_a_line_that_ends_in_a_colon_groups_even_one_row_and_a_group_may_hold_another():
    found = lines("|2019", "Men|", "Aged 16:|", "North|5", "South|6")
    assert [line.group for line in found] == ["", "", "Men, Aged 16", "Men, Aged 16"]


def test_a_row_that_only_lacks_its_figure_groups_nothing():
    assert [line.group for line in lines("|2019", "North|", "South|4")] == ["", ""]


def test_several_columns_of_labels_are_filled_down():
    found = lines("Region|Sex|2019", "North|Men|5", "|Women|6")
    assert [line.labels for line in found] == [("North", "Men"), ("North", "Women")]


def test_a_rank_before_the_names_is_a_figure_and_a_column_of_units_a_label():
    ranked = lines("Rank|City|People", "1|Port|500", "2|Bay|400")
    assert ranked[0] == Line("", ("Port",), ((("Rank",), "1"), (("People",), "500")))
    assert lines("Item|2019|Unit", "Coal|5|tonnes")[0].labels == ("Coal", "tonnes")


def test_years_as_labels_are_labels():
    assert lines("Year|Exports", "2018|5", "2019|6")[1] == Line("", ("2019",), ((("Exports",), "6"),))


def test_new_heads_within_a_table_replace_the_last_ones():
    found = lines("|2019", "Sales|5", "Costs|4", "|2018", "Sales|3", "Costs|2")
    assert [line.cells for line in found] == [
        ((("2019",), "5"),), ((("2019",), "4"),), ((("2018",), "3"),), ((("2018",), "2"),),
    ]  # fmt: skip


def test_a_table_that_opens_with_figures_has_no_heads():
    assert lines("Area|52 km²", "Budget|€310m")[0] == Line("", ("Area",), (((), "52 km²"),))


def test_a_sign_in_a_cell_of_its_own_goes_to_its_number():
    found = lines("|2019|2019|2018|2018", "Sales|$|5|$|6", "Share||7|%|")
    assert [text for _, text in found[0].cells] == ["$5", "$6"]
    assert [text for _, text in found[1].cells] == ["7%"]


def test_no_word_of_a_table_of_words_is_lost():
    assert lines("Date|What", "2021|The works opened.") == [Line("", ("2021",), ((("What",), "The works opened."),))]
    assert read_grid([]).lines == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019", True), ("1874", True), ("2018/19", True), ("Q1 2020", True), ("Jan", True),
        ("Year ended 31 March", True),
        ("2019 £m", False), ("North", False), ("", False), ("12.3", False), ("Sales in 2019", False),
    ],
)  # fmt: skip
def test_a_time_is_nothing_but_a_time(text, expected):
    assert is_time(text) is expected
