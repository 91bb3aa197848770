"""Whole runs: the real program, the real data, a real X server, a real mouse."""

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
    """What the robot saw in the run of that name. AssertionError when a step never came true."""
    environment = {**x_server.environment, "FARSIDE_SETTINGS": "", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(ROBOT), name, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


@pytest.mark.xserver
def test_three_clicks_lead_from_the_home_view_to_esa(x_server: XServer) -> None:
    seen = run(x_server, "esa")
    assert "Launch of Chang'e-6" in seen["event"]
    assert "3 May 2024, 09:27:29 UTC" in seen["event"]
    assert "嫦娥六号" in seen["mission"]
    assert "European Space Agency" in seen["partner"]


@pytest.mark.xserver
def test_the_wheel_keeps_the_time_under_the_pointer_and_a_drag_keeps_the_length(x_server: XServer) -> None:
    seen = run(x_server, "wheel")
    assert seen["moved_px"] < 0.01
    assert seen["drag_keeps_length"]
    assert seen["selection"] == ""


@pytest.mark.xserver
def test_everything_goes_by_keyboard(x_server: XServer) -> None:
    seen = run(x_server, "keyboard")
    assert len(set(seen["walked"])) == 2
    assert seen["next"].startswith("event/")


@pytest.mark.xserver
def test_as_of_a_day_the_window_tells_that_day(x_server: XServer) -> None:
    seen = run(x_server, "as_of")
    assert "around 2026" in seen["then"]
    assert "2027" not in seen["then"]
    assert "August 2026" not in seen["then"]
    assert "2027?" in seen["now"]
    assert "23 August 2026" in seen["now"]
    assert seen["events"] < seen["events now"]


@pytest.mark.xserver
def test_search_finds_a_partner_by_a_piece_of_its_name(x_server: XServer) -> None:
    assert run(x_server, "search") == {}


@pytest.mark.xserver
def test_letters_of_a_chinese_name_find_it_light_its_events_and_a_click_opens_one(x_server: XServer) -> None:
    seen = run(x_server, "pinyin")
    assert seen["lines"][:2] == ["Missions", "Chang'e-7"]
    assert seen["lit"] >= 3
    assert "Launch of Chang'e-7" in seen["pane"]


@pytest.mark.xserver
def test_the_palette_runs_commands_opens_views_and_jumps(x_server: XServer) -> None:
    assert run(x_server, "palette") == {}


@pytest.mark.xserver
def test_the_chip_counts_what_the_filter_leaves_and_leads_back(x_server: XServer) -> None:
    seen = run(x_server, "chip")
    assert "ce7-launch" in seen["events"]
    assert seen["chip"].startswith(f"{len(seen['events'])} of ")
    assert seen["hidden"]


@pytest.mark.xserver
def test_a_cluster_lists_its_members(x_server: XServer) -> None:
    seen = run(x_server, "cluster")
    assert len(seen["lines"]) == seen["count"] + 1


@pytest.mark.xserver
def test_the_exported_pdf_holds_timeline_lanes_and_sources_as_text_and_the_same_bytes_twice(
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
    seen = run(x_server, "slider")
    assert "2021" < seen["day"] < "2026"
    assert 0 < seen["events"] < seen["events now"]


@pytest.mark.xserver
def test_a_point_of_the_trend_chart_opens_its_event(x_server: XServer) -> None:
    seen = run(x_server, "chart")
    assert seen["points"] > 20
    assert seen["event"].startswith("event/")


@pytest.mark.xserver
def test_a_partner_of_the_matrix_opens_its_pane(x_server: XServer) -> None:
    assert run(x_server, "matrix")["partner"].startswith("partner/")


@pytest.mark.xserver
def test_a_rubber_band_shows_what_it_spans_a_double_click_frames_and_side_buttons_go_back(x_server: XServer) -> None:
    seen = run(x_server, "band")
    assert max(seen["off_px"]) < 2
    assert seen["framed"]


@pytest.mark.xserver
def test_two_events_are_measured_by_ctrl_and_click(x_server: XServer) -> None:
    seen = run(x_server, "measure")
    assert seen["words"] == ["29 d 13 h"]
    assert "beside=event/ce6-landing" in seen["view"]


@pytest.mark.xserver
def test_the_legend_shows_the_forms_in_view_and_the_picture_is_copied_at_twice_its_size(x_server: XServer) -> None:
    seen = run(x_server, "legend")
    assert "launch" in seen["home"]
    assert len(seen["day"]) < len(seen["home"])
    assert seen["ratio"] == 2


@pytest.mark.xserver
def test_lanes_are_pinned_hidden_and_grouped_and_back_takes_it_back(x_server: XServer) -> None:
    seen = run(x_server, "lanes")
    assert seen["pinned"] == ["policy"]
    assert seen["hidden"] == ["chang-e-7"]
    assert seen["boxes"]


@pytest.mark.xserver
def test_a_lane_is_dragged_by_its_header_and_a_press_alone_opens_it(x_server: XServer) -> None:
    seen = run(x_server, "carry")
    assert seen == {"meanwhile": True, "moved": True, "given up": True, "after a click": True}


@pytest.mark.xserver
def test_a_mouse_frames_a_cluster_opens_menus_drags_and_gives_up_and_a_date_is_typed(x_server: XServer) -> None:
    seen = run(x_server, "gestures")
    assert seen["within"]
    assert seen["sentence"] == "Launch of Chang'e-6: 3 May 2024, 09:27:29 UTC"
    assert seen["dragged_px"] == pytest.approx(100, abs=1)
