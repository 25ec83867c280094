"""Charts as they are drawn: what they say, that they stay in their box, and that they work without colour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdfium2 import raw
from reportlab.platypus import Flowable

from msp_desktop.graphs import picture as graphs
from msp_desktop.graphs.picture import Node, Picture
from msp_desktop.i18n import speaking
from msp_desktop.reports.charts import (
    Activity,
    Bar,
    BarChart,
    Chart,
    GanttChart,
    GanttWords,
    GraphChart,
    HeatMap,
    Line,
    LineChart,
    Mark,
    ProgressChart,
    RadarChart,
    Series,
)
from msp_desktop.reports.document import Document, Heading, PageBreak, Paragraph
from msp_desktop.reports.pdf import draw, styles
from msp_desktop.reports.pdf.charts import drawn, radar, sheet
from msp_desktop.reports.pdf.charts.labels import apart
from msp_desktop.reports.pdf.charts.rows import RowsChart
from msp_desktop.reports.pdf.charts.scales import scale, time_scale
from msp_desktop.reports.pdf.text import Typesetter
from tests.reports.test_pdf import page_texts, text_of

Plain = Callable[..., Document]
Box = tuple[float, float, float, float]
"""Left, bottom, right and top edge on a page."""
EDGE = 2.5
"""Points that the thickness of a line or a letter may reach beyond the box of a chart."""
HEAD, FOOT = styles.PAGE[1] - styles.TOP, styles.BOTTOM
LONG = "Repair forty wells with the users' committees of the five northern villages. " * 4
WORDS = GanttWords("Planned", "Now", "Done", "Reached", "Today", "To be reached")
DAY = date(2026, 1, 1)
URDU_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def days(start: int, length: int) -> tuple[date, date]:
    return DAY + timedelta(start), DAY + timedelta(start + length)


def gantt(*activities: Activity, today: date | None = None) -> GanttChart:
    return GanttChart(activities, WORDS, "", today)


def chart_boxes(pdf: bytes, kinds: tuple[int, ...] = ()) -> list[list[Box]]:
    """Where everything between head and foot of each page but the first lies."""
    pages = []
    with pypdfium2.PdfDocument(pdf) as opened:
        for page in list(opened)[1:]:
            found = [item.get_bounds() for item in page.get_objects(kinds or None)]
            pages.append([box for box in found if box[1] > FOOT - 9 and box[3] < HEAD + 14])
    return pages


def words_at(pdf: bytes, word: str, page: int = 0) -> Box:
    """Where the first letter of a word stands on a page."""
    with pypdfium2.PdfDocument(pdf) as opened:
        found = opened[page].get_textpage()
        left, bottom, right, top = found.get_charbox(found.get_text_range().index(word))
    return (left, bottom, right, top)


# What they say


def test_bars_say_each_value_and_what_is_not_known(plain: Plain) -> None:
    chart = BarChart(
        ("Water Board", "Red Cross"),
        (Series("Planned", (1200, 800)), Series("Received", (Decimal("950.5"), None))),
        "",
        unit="USD",
    )
    text = text_of(draw(plain(chart)).pdf)
    for word in ("Water Board", "Red Cross", "Planned", "Received", "USD", "1,200", "950.5", "800"):
        assert word in text
    assert "–" in text


def test_stacked_bars_say_their_sum(plain: Plain) -> None:
    series = (Series("Money", (100, 5)), Series("Staff", (250, 5)), Series("Land", (350, None)))
    text = text_of(draw(plain(BarChart(("A", "B"), series, "", stacked=True))).pdf)
    assert "700" in text
    assert "10" in text.split()
    assert "250" in text, "a part with room says its value"


def test_a_line_says_its_name_baseline_latest_value_and_target(plain: Plain) -> None:
    points = ((DAY, 10), (date(2026, 4, 1), 23), (date(2026, 9, 1), 31))
    line = Line("Working wells", points, 47, date(2027, 3, 1))
    text = text_of(draw(plain(LineChart((line,), "Target", "", unit="wells"))).pdf)
    for word in ("Working wells", "23", "31", "47", "Target", "wells", "2026"):
        assert word in text


def test_a_target_that_is_just_reached_is_not_written_beside_the_value(plain: Plain) -> None:
    points = ((DAY, 13), (date(2026, 9, 1), 37))
    line = Line("Kilns", points, 37, date(2026, 9, 1))
    text = text_of(draw(plain(LineChart((line,), "Target", ""))).pdf)
    assert text.split().count("37") == 1


def test_a_single_value_is_said_once(plain: Plain) -> None:
    said = plain(LineChart((Line("Working wells", ((DAY, 73),)),), "Target", ""))
    assert text_of(draw(said).pdf).count("73") == 1
    assert "1 January 2026" in " ".join(text_of(draw(said).pdf).split())


def test_a_chart_of_nothing_says_nothing(plain: Plain) -> None:
    for nothing in (BarChart((), (), ""), LineChart((), "T", ""), gantt()):
        text = text_of(draw(plain(nothing)).pdf)
        assert "0.2" not in text
        assert "2000" not in text


def test_a_cell_of_which_nothing_is_known_differs_from_the_lowest_level(plain: Plain) -> None:
    said = HeatMap(("a",), ("b", "c"), ((0, None),), ("Low",), "")
    assert "–" in text_of(draw(plain(said)).pdf)


def test_a_radar_says_its_criteria_rounds_and_steps(plain: Plain) -> None:
    names = ("Trust", "Roles", "Power", "Money")
    rounds = (Series("Then", (1, 2, 3, 2)), Series("Desired", (5, 5, 4, 5)))
    text = text_of(draw(plain(RadarChart(names, rounds, "", 0, 5))).pdf)
    assert all(word in text for word in (*names, "Then", "Desired", "1 ", "5"))


@pytest.mark.parametrize("count", [1, 2, radar.MOST + 1])
def test_too_few_or_too_many_criteria_are_shown_as_bars(plain: Plain, count: int) -> None:
    names = tuple(f"Criterion {number}" for number in range(count))
    said = RadarChart(names, (Series("Now", (Decimal("3.7"),) * count),), "")
    assert text_of(draw(plain(said)).pdf).count("3.7") == count


def test_a_heat_map_says_levels_marks_and_how_many_have_no_room(plain: Plain) -> None:
    risks = tuple(Mark(f"R{number}", (1, 1), (0, 0)) for number in range(20))
    levels = ((0, 1), (1, 2))
    named = ("Low", "Medium", "High")
    said = HeatMap(("Likely", "Rare"), ("Mild", "Grave"), levels, named, "", marks=risks)
    said = replace(said, mark_names=("After", "Before"), row_title="Likelihood")
    text = text_of(draw(plain(said)).pdf)
    for word in ("Likely", "Grave", "Low", "High", "R0", "After", "Before", "Likelihood", "+8"):
        assert word in text


def test_a_mark_moves_from_the_cell_before_to_the_cell_now(plain: Plain) -> None:
    levels = ((0, 0), (0, 0))
    said = HeatMap(("a", "b"), ("c", "d"), levels, ("L",), "", marks=(Mark("R1", (1, 0), (0, 1)),))
    pdf = draw(plain(said)).pdf
    with pypdfium2.PdfDocument(pdf) as opened:
        page = opened[0].get_textpage()
        text = page.get_text_range()
        first, last = text.index("R1"), text.rindex("R1")
        before, now = sorted((page.get_charbox(first), page.get_charbox(last)), key=lambda b: -b[1])
    assert first != last
    assert now[0] < before[0], "further to the left, and below"
    unmoved = replace(said, marks=(Mark("R1", (0, 1), (0, 1)),))
    assert text_of(draw(plain(unmoved)).pdf).count("R1") == 1


def test_a_gantt_chart_says_names_months_legend_and_today(plain: Plain) -> None:
    said = gantt(
        Activity("Plan", *days(0, 200), heading=True),
        Activity("Drill", *days(0, 90), days(0, 60), Decimal("0.5"), "Water Board"),
        Activity("Open", *days(150, 0), days(120, 0), milestone=True),
        today=date(2026, 3, 5),
    )
    text = text_of(draw(plain(said)).pdf)
    told = ("Plan", "Drill", "Water Board", "Open", "Planned", "Now", "Done", "Reached")
    assert all(word in text for word in (*told, "Today: 5 March 2026", "May 2026"))


def test_the_legend_of_a_gantt_chart_tells_planned_milestones_from_those_reached(
    plain: Plain,
) -> None:
    def said(*milestones: Activity) -> str:
        return text_of(draw(plain(gantt(*milestones))).pdf)

    planned = Activity("Agreed", planned=(DAY, DAY), milestone=True)
    reached = replace(planned, end=date(2026, 1, 4))
    both = said(planned, reached)
    assert "Reached" in both
    assert "To be reached" in both
    assert "Reached" not in said(planned)
    assert "Planned" not in both, "no bar is planned"
    assert "Now" not in both


def test_what_hatching_means_is_said_where_something_is_hatched(plain: Plain) -> None:
    def said(latest: int) -> str:
        bar = Bar("Wells", Decimal(10), Decimal(latest), Decimal(50))
        chart = ProgressChart((bar,), ("From", "Now", "To"), "", "Hatched: outside")
        return text_of(draw(plain(chart)).pdf)

    assert "Hatched: outside" in said(60)
    assert "Hatched: outside" in said(5)
    assert "Hatched" not in said(50)


def test_a_legend_names_only_what_is_there(plain: Plain) -> None:
    text = text_of(draw(plain(gantt(Activity("Drill", *days(0, 90))))).pdf)
    assert not any(word in text for word in ("Planned", "Done", "Reached", "Today"))


def test_today_far_from_all_activities_does_not_squeeze_them(plain: Plain) -> None:
    said = gantt(Activity("Drill", *days(0, 60)), today=date(2031, 1, 1))
    text = text_of(draw(plain(said)).pdf)
    assert "Today" not in text
    assert "2030" not in text


def test_what_is_cut_in_a_label_ends_in_dots(plain: Plain) -> None:
    text = text_of(draw(plain(gantt(Activity(LONG, *days(0, 9))))).pdf)
    assert "Repair forty wells" in text
    assert "…" in text


# Without colour


def test_fillings_differ_in_grey_or_hatching() -> None:
    looks = [(tone.grey.hexval(), tone.hatch) for tone in sheet.TONES]
    assert len(set(looks)) == len(looks) == 8
    for one, other in pairwise(sheet.TONES):
        assert one.hatch != other.hatch or abs(one.grey.red - other.grey.red) > 0.25


def test_lines_differ_in_marker_or_dashes() -> None:
    assert len({(trace.marker, trace.filled) for trace in sheet.TRACES}) == 8
    for one, other in combinations(sheet.TRACES[:4], 2):
        assert one.dash != other.dash
        assert one.marker != other.marker


def test_nothing_in_a_chart_has_a_colour(plain: Plain) -> None:
    with pypdfium2.PdfDocument(draw(plain(*EXAMPLES)).pdf) as opened:
        for page in opened:
            picture = page.render(scale=0.5).to_pil().convert("RGB")
            reds, greens, blues = picture.split()
            assert reds.tobytes() == greens.tobytes() == blues.tobytes()


def test_a_hatched_bar_has_strokes_that_stay_inside_it(plain: Plain) -> None:
    def strokes(*series: Series) -> list[Box]:
        pdf = draw(plain(PageBreak(), BarChart(("Row",), series, ""))).pdf
        (page,) = chart_boxes(pdf, (raw.FPDF_PAGEOBJ_PATH,))
        return page

    plain_bar, hatched = Series("One", (10,)), Series("Two", (10,))
    one, two = strokes(plain_bar), strokes(plain_bar, hatched)
    assert len(two) - len(one) > len(one) / 3, "the second is drawn with strokes over it"
    right = max(box[2] for box in one)
    assert max(box[2] for box in two) == pytest.approx(right, abs=1)


# Over pages


def test_a_gantt_chart_is_not_broken_below_a_heading() -> None:
    rows = [Activity(f"Row {row}", *days(row, 20), heading=row == 20) for row in range(60)]
    chart = drawn(gantt(*rows), Typesetter("en"))
    _width, height = chart.wrap(styles.WIDTH, 0)
    split = [chart.split(styles.WIDTH, room) for room in range(0, round(height), 3)]
    counts = {len(parts[0].shown) for parts in split if parts and isinstance(parts[0], RowsChart)}
    assert {19, 20, 22, 23} <= counts
    assert 21 not in counts, "the heading goes to the next page"


def test_a_further_page_says_again_to_which_group_its_rows_belong(plain: Plain) -> None:
    rows = [Activity(f"Well {at}", *days(at, 20)) for at in range(60)]
    chart = gantt(Activity("In the valley", heading=True), *rows)
    pages = page_texts(draw(plain(chart)).pdf)
    assert len(pages) > 1
    assert all("In the valley" in page for page in pages)


def test_breaking_a_chart_comes_to_an_end_however_little_room_there_is() -> None:
    rows = [Activity(f"Well {at}", *days(at, 20)) for at in range(60)]
    chart = gantt(Activity("In the valley", heading=True), *rows)
    whole = drawn(chart, Typesetter("en"))
    assert isinstance(whole, RowsChart)
    whole.measure(styles.WIDTH)
    room, parts = whole.head + max(whole.heights) + 1, 0
    left: Flowable = whole
    while more := left.split(styles.WIDTH, room):
        left, parts = more[1], parts + 1
    assert parts >= len(rows) - 1


def test_what_has_no_slack_has_a_heavy_edge_that_the_legend_explains(plain: Plain) -> None:
    rows = (Activity("Dig", *days(0, 20)), Activity("Line", *days(5, 9), critical=True))
    words = replace(WORDS, critical="No slack")
    assert "No slack" in text_of(draw(plain(replace(gantt(*rows), words=words))).pdf)
    assert "No slack" not in text_of(draw(plain(replace(gantt(rows[0]), words=words))).pdf)


def test_a_gantt_chart_of_many_rows_repeats_head_and_legend_on_every_page(plain: Plain) -> None:
    rows = tuple(
        Activity(f"Activity {number}", *days(number, 30), days(0, 30)) for number in range(80)
    )
    texts = page_texts(draw(plain(gantt(*rows, today=DAY))).pdf)
    assert len(texts) > 2
    for text in texts:
        assert "Planned" in text
        assert "Today" in text
        assert "2026" in text
    assert all(sum(f"Activity {number} " in f"{t} " for t in texts) == 1 for number in range(80))


def test_a_small_chart_is_not_broken_and_keeps_its_heading(plain: Plain) -> None:
    chart = gantt(*(Activity(f"Row {number}", *days(0, 30)) for number in range(6)))
    for lines in (18, 22, 26, 30):
        said = plain(*[Paragraph("line")] * lines, Heading(2, "Alone"), chart)
        (page,) = (text for text in page_texts(draw(said).pdf) if "Alone" in text)
        assert all(f"Row {number}" in page for number in range(6))


def test_a_chart_stays_with_its_heading_and_its_name(plain: Plain) -> None:
    series = (Series("Planned", (2, 3)),)
    chart = BarChart(("Water Board", "Red Cross"), series, "", caption="What each one gives")
    for lines in range(20, 32):
        said = plain(*[Paragraph("line")] * lines, Heading(2, "Alone"), chart)
        (page,) = (text for text in page_texts(draw(said).pdf) if "Alone" in text)
        assert "Red Cross" in page
        assert "What each one gives" in page


def test_a_picture_of_fixed_size_takes_no_more_room_under_a_tall_heading(plain: Plain) -> None:
    picture = Picture("", 470, 400, (Node(graphs.Box(0, 0, 470, 400), "Office"),))
    chart = GraphChart(picture, "", "Who reports")
    said = plain(Heading(2, "کون کس کو رپورٹ کرتا ہے"), chart)
    assert len(page_texts(draw(replace(said, language="ur")).pdf)) == 1


def test_a_heat_map_is_broken_only_where_it_is_higher_than_a_page(plain: Plain) -> None:
    def pages_with_cells(count: int) -> int:
        rows = tuple(f"Row {number}" for number in range(count))
        chart = HeatMap(rows, ("A", "B"), ((0, 1),) * count, ("few", "many"), "")
        assert drawn(chart, Typesetter("en")).wrap(styles.WIDTH, 0)[1] > 0
        texts = page_texts(draw(plain(*[Paragraph("line")] * 20, chart)).pdf)
        return sum("Row" in text for text in texts)

    assert pages_with_cells(12) == 1
    assert pages_with_cells(60) > 1


# From the right


def test_charts_run_from_the_right_where_reading_does(plain: Plain) -> None:
    chart = gantt(Activity("First", *days(0, 50)), Activity("Mile", *days(300, 0), milestone=True))
    for block, first, second in (
        (chart, "First", "Now"),
        (BarChart(("Name",), (Series("S", (7,)),), ""), "Name", "7"),
        (HeatMap(("Name",), ("X", "Y"), ((0, 0),), ("L",), ""), "X", "Y"),
        (LineChart((Line("Name", ((DAY, 3), (date(2026, 9, 9), 8))),), "T", ""), "3", "8"),
    ):
        said = plain(block)
        left, right = (words_at(draw(said).pdf, word)[0] for word in (first, second))
        turned = draw(replace(said, language="ur")).pdf
        turned_left, turned_right = (
            words_at(turned, word.translate(URDU_DIGITS))[0] for word in (first, second)
        )
        assert (left < right) == (turned_left > turned_right), type(block).__name__


# Whatever is asked for


HUGE = Decimal(10) ** 30
NUMBERS = st.one_of(
    st.none(),
    st.integers(-10, 10),
    st.decimals(allow_nan=True, allow_infinity=True),
    st.sampled_from((Decimal(0), HUGE, -HUGE, HUGE + 1, Decimal("1E-30"), Decimal("1E+900"))),
)
NAMES = st.one_of(
    st.text(max_size=30), st.sampled_from((LONG, "នេះជាភាពជាដៃគូ", "شراکت", "x" * 900))
)
DAYS = st.one_of(st.dates(), st.dates(date(2026, 1, 1), date(2026, 12, 31)))


def series(draw_one: st.DrawFn, count: int, most: int) -> tuple[Series, ...]:
    values = st.lists(NUMBERS, min_size=count, max_size=count).map(tuple)
    return tuple(draw_one(st.lists(st.builds(Series, NAMES, values), max_size=most)))


@st.composite
def bar_charts(draw_one: st.DrawFn) -> BarChart:
    rows = tuple(draw_one(st.lists(NAMES, max_size=5)))
    told = series(draw_one, len(rows), 12)
    return BarChart(rows, told, "", stacked=draw_one(st.booleans()), unit=draw_one(NAMES))


@st.composite
def radars(draw_one: st.DrawFn) -> RadarChart:
    rows = tuple(draw_one(st.lists(NAMES, max_size=18)))
    lowest = draw_one(st.integers(-5, 3))
    highest = lowest + draw_one(st.sampled_from((1, 4, 10, 100)))
    return RadarChart(rows, series(draw_one, len(rows), 5), "", lowest, highest)


@st.composite
def line_charts(draw_one: st.DrawFn) -> LineChart:
    values = NUMBERS.filter(lambda value: value is not None)
    points = st.lists(st.tuples(DAYS, values), max_size=6).map(tuple)
    line = st.builds(Line, NAMES, points, NUMBERS, st.none() | DAYS)
    lines = tuple(draw_one(st.lists(line, max_size=10)))
    return LineChart(lines, "Target", "", unit=draw_one(NAMES))


@st.composite
def heat_maps(draw_one: st.DrawFn) -> HeatMap:
    rows = tuple(draw_one(st.lists(NAMES, max_size=6)))
    columns = tuple(draw_one(st.lists(NAMES, max_size=20)))
    names = tuple(draw_one(st.lists(NAMES, min_size=1, max_size=6)))
    level = st.none() | st.integers(0, len(names) - 1)
    cells = st.lists(level, min_size=len(columns), max_size=len(columns)).map(tuple)
    levels = tuple(draw_one(st.lists(cells, min_size=len(rows), max_size=len(rows))))
    marks: tuple[Mark, ...] = ()
    if rows and columns:
        places = st.integers(0, len(rows) - 1), st.integers(0, len(columns) - 1)
        place = st.tuples(*places)
        marks = tuple(draw_one(st.lists(st.builds(Mark, NAMES, place, st.none() | place))))
    return HeatMap(rows, columns, levels, names, "", marks=marks, column_title=draw_one(NAMES))


@st.composite
def progress_charts(draw_one: st.DrawFn) -> ProgressChart:
    value = NUMBERS.filter(lambda found: found is not None and Decimal(found).is_finite())
    values = st.builds(Decimal, value)
    bar = st.builds(Bar, NAMES, values, values, values)
    bars = draw_one(st.lists(bar.filter(lambda one: one.baseline != one.target), max_size=4))
    names, outside = draw_one(st.tuples(NAMES, NAMES, NAMES)), draw_one(NAMES)
    return ProgressChart(tuple(bars), names, "", outside)


@st.composite
def gantt_charts(draw_one: st.DrawFn) -> GanttChart:
    activity = st.builds(
        Activity,
        *(NAMES, st.none() | DAYS, st.none() | DAYS, st.none() | st.tuples(DAYS, DAYS)),
        *(st.none() | st.decimals(-3, 3), NAMES, st.booleans(), st.booleans()),
    )
    return gantt(*draw_one(st.lists(activity, max_size=8)), today=draw_one(st.none() | DAYS))


@given(
    st.one_of(
        *(progress_charts(), bar_charts(), radars()),
        *(line_charts(), heat_maps(), gantt_charts()),
    ),
    st.sampled_from(("en", "km", "ur")),
)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_anything_can_be_drawn_and_stays_in_its_box(
    plain: Plain, chart: Chart, language: str
) -> None:
    with speaking(language):
        _width, height = drawn(chart, Typesetter(language)).wrap(styles.WIDTH, 0)
    pages = chart_boxes(draw(replace(plain(PageBreak(), chart), language=language)).pdf)
    lowest = HEAD - height if len(pages) == 1 else FOOT
    for left, bottom, right, top in (box for page in pages for box in page):
        assert left >= styles.MARGIN - EDGE
        assert right <= styles.PAGE[0] - styles.MARGIN + EDGE
        assert top <= HEAD + EDGE
        assert bottom >= lowest - EDGE


def test_very_many_of_everything_are_drawn(plain: Plain) -> None:
    many = tuple(f"Name {number}" for number in range(60))
    charts = (
        BarChart(many, (Series("S", tuple(range(60))),), ""),
        BarChart(("Row",), tuple(Series(name, (5,)) for name in many), ""),
        BarChart(("Row",), tuple(Series(name, (5,)) for name in many), "", stacked=True),
        LineChart(tuple(Line(name, ((DAY, 1), (date(2027, 1, 1), 2))) for name in many), "T", ""),
        HeatMap(many, many[:40], (tuple([0, None] * 20),) * 60, ("L",), ""),
        RadarChart(many, (Series("Now", (3,) * 60),), ""),
    )
    for chart in charts:
        assert "Name 0" in text_of(draw(plain(chart)).pdf)


def test_values_that_do_not_fit_together_are_refused() -> None:
    with pytest.raises(ValueError, match="as many values"):
        BarChart(("A", "B"), (Series("S", (1,)),), "")
    with pytest.raises(ValueError, match="as many values"):
        HeatMap(("A",), ("B", "C"), ((0,),), ("L",), "")
    with pytest.raises(ValueError, match="without a name"):
        HeatMap(("A",), ("B",), ((1,),), ("L",), "")
    with pytest.raises(ValueError, match="outside the map"):
        HeatMap(("A",), ("B",), ((0,),), ("L",), "", marks=(Mark("R", (0, 1)),))
    with pytest.raises(ValueError, match="ends above"):
        RadarChart((), (), "", 5, 5)


# Scales


@pytest.mark.parametrize(
    ("values", "from_zero", "ticks"),
    [
        ((3, 47), True, "0 10 20 30 40 50"),
        ((3, 47), False, "0 10 20 30 40 50"),
        ((1000, 1004), False, "1000 1001 1002 1003 1004"),
        ((-30, 70), True, "-40 -20 0 20 40 60 80"),
        ((0,), True, "0 0.2 0.4 0.6 0.8 1"),
        ((7, 7), False, "2 4 6 8 10 12"),
        ((), True, "0 0.2 0.4 0.6 0.8 1"),
        ((Decimal("0.03"),), True, "0 0.01 0.02 0.03"),
        ((12_500_000,), True, "0 5000000 10000000 15000000"),
    ],
)
def test_ticks_are_round_numbers(values: tuple[Decimal, ...], from_zero: bool, ticks: str) -> None:
    found = scale(map(Decimal, values), from_zero=from_zero).ticks
    assert " ".join(map(str, found)) == ticks


@given(
    st.lists(st.decimals(allow_nan=False, allow_infinity=False), min_size=1, max_size=8),
    st.booleans(),
)
def test_every_value_lies_on_its_scale(values: list[Decimal], from_zero: bool) -> None:
    found = scale(values, from_zero=from_zero)
    assert 2 <= len(found.ticks) <= 16
    assert all(one < other for one, other in pairwise(found.ticks))
    assert found.ticks[0] <= min(values)
    assert found.ticks[-1] >= max(values)
    shares = [found.share(value) for value in sorted(values)]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)


@pytest.mark.parametrize(
    ("first", "last", "first_words"),
    [
        (date(2026, 3, 3), date(2026, 3, 20), ["9 March 2026", "16 March 2026"]),
        (date(2026, 1, 10), date(2026, 6, 20), ["February 2026", "March 2026"]),
        (date(2026, 1, 1), date(2028, 6, 20), ["January 2026", "July 2026"]),
        (date(1990, 1, 1), date(2030, 1, 1), ["January 1990", "January 2000"]),
    ],
)
def test_days_are_named_in_good_steps(first: date, last: date, first_words: list[str]) -> None:
    found = time_scale([first, last], 6)
    assert [found.words(tick) for tick in found.ticks[:2]] == first_words


@given(st.lists(st.dates(), min_size=1), st.integers(0, 12))
def test_every_day_lies_on_its_scale(known: list[date], most: int) -> None:
    found = time_scale(known, most)
    assert found.first <= min(known)
    assert found.last >= max(known)
    assert found.first < found.last
    assert len(found.ticks) <= max(most, 2) + 2
    assert all(found.first <= tick <= found.last for tick in found.ticks)
    shares = [found.share(day) for day in sorted(known)]
    assert shares == sorted(shares)


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 20)), max_size=5))
def test_labels_are_moved_apart_and_keep_their_order(wanted: list[tuple[float, float]]) -> None:
    middles, heights = [one for one, _height in wanted], [height for _one, height in wanted]
    found = apart(middles, heights, 0, 100)
    placed = sorted(zip(found, heights, strict=True))
    for (one, low), (other, high) in pairwise(placed):
        assert other - one >= (low + high) / 2 - 1e-6
    assert [middles[place] for place in sorted(range(len(found)), key=found.__getitem__)] == sorted(
        middles
    )
    assert all(
        one - height / 2 >= -1e-6 and one + height / 2 <= 100 + 1e-6 for one, height in placed
    )


EXAMPLES: tuple[Chart, ...] = (
    ProgressChart((Bar("W", Decimal(0), Decimal(12), Decimal(10)),), ("a", "b", "c"), ""),
    BarChart(("A",), tuple(Series(str(number), (number,)) for number in range(1, 9)), ""),
    LineChart((Line("L", ((DAY, 1), (date(2026, 9, 1), 2)), 3),), "T", ""),
    RadarChart(("A", "B", "C"), (Series("S", (1, 2, 3)),), ""),
    HeatMap(("A",), ("B", "C"), ((0, 1),), ("L", "H"), "", marks=(Mark("R", (0, 1), (0, 0)),)),
    gantt(Activity("A", *days(0, 90), days(0, 60), Decimal("0.5")), today=DAY),
)


@pytest.mark.parametrize("chart", EXAMPLES, ids=lambda chart: type(chart).__name__)
def test_a_chart_brings_its_alternative_along(chart: Chart) -> None:
    made = drawn(replace(chart, alternative="In words"), Typesetter("en"))
    made.wrap(styles.WIDTH, 0)
    assert made.alternative == "In words"
