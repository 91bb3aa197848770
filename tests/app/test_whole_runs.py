"""Runs of the program with the curated programme, an X server and its mouse and keyboard."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.conftest import ROOT, XServer

ROBOT = Path(__file__).with_name("robot.py")


def run(x_server: XServer, name: str, *arguments: str) -> dict[str, Any]:
    """The report of the run of that name. AssertionError if one of its steps does not succeed."""
    environment = {**x_server.environment, "FARSIDE_SETTINGS": "", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(ROBOT), name, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    report: dict[str, Any] = json.loads(done.stdout)
    return report


@pytest.mark.xserver
def test_three_clicks_lead_from_the_home_view_to_esa(x_server: XServer) -> None:
    report = run(x_server, "esa")
    assert "Launch of Chang'e-6" in report["event"]
    assert "3 May 2024, 09:27:29 UTC" in report["event"]
    assert "嫦娥六号" in report["mission"]
    assert "European Space Agency" in report["partner"]


@pytest.mark.xserver
def test_the_wheel_keeps_the_time_under_the_pointer_and_a_drag_keeps_the_length(x_server: XServer) -> None:
    report = run(x_server, "wheel")
    assert report["moved_px"] < 0.01
    assert report["drag_keeps_length"]
    assert report["selection"] == ""


@pytest.mark.xserver
def test_everything_works_by_keyboard(x_server: XServer) -> None:
    report = run(x_server, "keyboard")
    assert len(set(report["walked"])) == 2
    assert report["next"].startswith("event/")


@pytest.mark.xserver
def test_as_of_a_day_the_window_shows_the_plan_of_that_day(x_server: XServer) -> None:
    report = run(x_server, "as_of")
    assert "around 2026" in report["then"]
    assert "2027" not in report["then"]
    assert "August 2026" not in report["then"]
    assert "2027?" in report["now"]
    assert "23 August 2026" in report["now"]
    assert report["events"] < report["events now"]


@pytest.mark.xserver
def test_search_finds_a_partner_by_a_piece_of_its_name(x_server: XServer) -> None:
    assert run(x_server, "search") == {}


@pytest.mark.xserver
def test_letters_of_a_chinese_name_highlight_its_events_and_a_click_opens_one(x_server: XServer) -> None:
    report = run(x_server, "pinyin")
    assert report["lines"][:2] == ["Missions", "Chang'e-7"]
    assert report["lit"] >= 3
    assert "Launch of Chang'e-7" in report["pane"]


@pytest.mark.xserver
def test_the_palette_runs_commands_opens_views_and_goes_to_partners(x_server: XServer) -> None:
    assert run(x_server, "palette") == {}


@pytest.mark.xserver
def test_the_chip_counts_what_the_filter_leaves_and_resets_it(x_server: XServer) -> None:
    report = run(x_server, "chip")
    assert "ce7-launch" in report["events"]
    assert report["chip"].startswith(f"{len(report['events'])} of ")
    assert report["hidden"]


@pytest.mark.xserver
def test_a_cluster_lists_its_members(x_server: XServer) -> None:
    report = run(x_server, "cluster")
    assert len(report["lines"]) == report["count"] + 1


@pytest.mark.xserver
def test_the_exported_pdf_contains_timeline_lanes_and_sources_as_text_and_is_reproducible(
    x_server: XServer, tmp_path: Path
) -> None:
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    run(x_server, "pdf", str(one))
    run(x_server, "pdf", str(two))
    assert one.read_bytes() == two.read_bytes()
    reader = PdfReader(one)
    first = reader.pages[0].extract_text()
    assert "Launch of Chang'e-6" in first
    assert "嫦娥六号" in first
    text = "".join(page.extract_text() for page in reader.pages)
    assert "CGTN" in text
    links = [
        note.get_object()["/A"]["/URI"]
        for page in reader.pages
        for note in page.get("/Annots", ())
        if "/A" in note.get_object() and "/URI" in note.get_object()["/A"]
    ]
    assert any(link.startswith("https://") for link in links)


@pytest.mark.xserver
def test_a_click_on_the_slider_goes_back_in_time_everywhere(x_server: XServer) -> None:
    report = run(x_server, "slider")
    assert "2021" < report["day"] < "2026"
    assert 0 < report["events"] < report["events now"]


@pytest.mark.xserver
def test_a_point_of_the_trend_chart_opens_its_event(x_server: XServer) -> None:
    report = run(x_server, "chart")
    assert report["points"] > 20
    assert report["event"].startswith("event/")


@pytest.mark.xserver
def test_a_partner_of_the_matrix_opens_its_pane(x_server: XServer) -> None:
    assert run(x_server, "matrix")["partner"].startswith("partner/")


@pytest.mark.xserver
def test_a_rubber_band_shows_what_it_spans_a_double_click_frames_and_side_buttons_go_back(x_server: XServer) -> None:
    report = run(x_server, "band")
    assert max(report["off_px"]) < 2
    assert report["framed"]


@pytest.mark.xserver
def test_two_events_are_measured_by_ctrl_and_click(x_server: XServer) -> None:
    report = run(x_server, "measure")
    assert report["words"] == ["29 d 13 h"]
    assert "beside=event/ce6-landing" in report["view"]


@pytest.mark.xserver
def test_the_legend_shows_the_symbols_in_view_and_the_picture_is_copied_at_twice_its_size(x_server: XServer) -> None:
    report = run(x_server, "legend")
    assert "launch" in report["home"]
    assert len(report["day"]) < len(report["home"])
    assert report["ratio"] == 2


@pytest.mark.xserver
def test_lanes_are_pinned_hidden_and_grouped_and_back_undoes_it(x_server: XServer) -> None:
    report = run(x_server, "lanes")
    assert report["pinned"] == ["policy"]
    assert report["hidden"] == ["chang-e-7"]
    assert report["boxes"]


@pytest.mark.xserver
def test_a_lane_is_dragged_by_its_header_and_a_click_opens_it(x_server: XServer) -> None:
    report = run(x_server, "drag_lane")
    assert report == {"unchanged during the drag": True, "moved": True, "cancelled": True, "unchanged by a click": True}


@pytest.mark.xserver
def test_the_mouse_frames_a_cluster_opens_menus_and_drags_and_a_date_is_typed(x_server: XServer) -> None:
    report = run(x_server, "gestures")
    assert report["within"]
    assert report["sentence"] == "Launch of Chang'e-6: 3 May 2024, 09:27:29 UTC"
    assert report["dragged_px"] == pytest.approx(100, abs=1)
