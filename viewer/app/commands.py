"""The table of commands. Menus, keys, the toolbar, the command palette and the page of keys read it."""

from __future__ import annotations

from re import sub

from msgspec import Struct

from viewer.i18n import LANGUAGES, N_


class Command(Struct, frozen=True):
    """A row of the table."""

    id: str
    run: str  # a method of the main controller or of one of its parts, and its argument: "navigation.walk left"
    title: str
    menu: str  # "" keeps the command out of the menus
    keys: tuple[str, ...] = ()  # portable QKeySequence texts; menus show the first
    scope: str = "window"  # "timeline": the keys work only while it has the focus, and are letters in text fields
    icon: str = ""
    group: str = ""  # commands of a group exclude each other; "toggle" and "mark" make no groups
    rule: bool = False  # a separator precedes it in the menu


def without_mnemonic(title: str) -> str:
    """The title of a command, in any language, without its mnemonic and without "…"."""
    return sub(r"\(&.\)|&|…", "", title)


FILE, VIEW, GO, HELP = N_("&File"), N_("&View"), N_("&Go"), N_("&Help")
CITE = N_("C&itation")
THEME, LANGUAGE, GROUP = N_("&Theme"), N_("Lang&uage"), N_("&Group lanes by")
MENUS = {FILE: "", CITE: FILE, VIEW: "", GROUP: VIEW, THEME: VIEW, LANGUAGE: VIEW, GO: "", HELP: ""}
"""Each menu and the menu that contains it; "" is the menu bar."""

# fmt: off
COMMANDS: tuple[Command, ...] = (
    Command("open", "opening.ask_folder", N_("&Open programme…"), FILE, ("Ctrl+O",)),
    Command("open-curated", "opening.open_curated", N_("Open the &curated programme"), FILE),
    Command("export", "exports.ask_export", N_("&Export…"), FILE, ("Ctrl+Shift+E",), rule=True),
    Command("export-pdf", "exports.ask_pdf", N_("Export P&DF…"), FILE, ("Ctrl+E",)),
    Command("preview", "exports.preview", N_("Print pre&view…"), FILE, ("Ctrl+Shift+P",)),
    Command("print", "exports.preview print", N_("&Print…"), FILE, ("Ctrl+P",), icon="print"),
    Command("copy-picture", "clipboard.copy_picture", N_("Copy the pict&ure"), FILE, ("Ctrl+Shift+C",), rule=True),
    Command("copy-sentence", "clipboard.copy_sentence", N_("Copy the &sentence"), FILE, ("Ctrl+C",), "timeline"),
    Command("copy-link", "clipboard.copy_link", N_("Copy lin&k"), FILE, ("Ctrl+Shift+L",)),
    Command("quit", "window.close", N_("&Quit"), FILE, ("Ctrl+Q",), rule=True),
    Command("zoom-in", "navigation.zoom_step in", N_("Zoom &in"), VIEW, ("+", "="), "timeline", icon="zoom-in"),
    Command("zoom-out", "navigation.zoom_step out", N_("Zoom &out"), VIEW, ("-",), "timeline", icon="zoom-out"),
    Command("search-here", "window.focus_field search", N_("Search from the timeline"), "", ("/",), "timeline"),
    Command("filter", "filters.open", N_("&Filter…"), VIEW, ("Ctrl+Shift+F",), icon="filter", group="mark", rule=True),
    Command("filter-reset", "filters.reset", N_("Sho&w all"), VIEW, ("Ctrl+Shift+A",)),
    Command("overdue", "filters.show_overdue", N_("Only what is o&verdue"), VIEW),
    Command("slips", "toggle_slips", N_("Show earlier &dates"), VIEW, ("S",), "timeline", group="toggle", rule=True),
    Command("lanes", "lanes.toggle_all", N_("Open all &lanes"), VIEW, ("O",), "timeline", group="toggle"),
    Command("lane-menu", "window.timeline.request_lane_menu", N_("The lane of the selectio&n…"),
            VIEW, ("K",), "timeline"),
    Command("all-lanes", "lanes.show_all", N_("All lanes in their own &places"), GROUP),
    Command("group-lanes", "lanes.group lanes", N_("&Lanes of the programme"), GROUP, group="grouping", rule=True),
    Command("group-missions", "lanes.group missions", N_("&Missions"), GROUP, group="grouping"),
    Command("group-countries", "lanes.group countries", N_("&Countries of partners"), GROUP, group="grouping"),
    Command("group-kinds", "lanes.group kinds", N_("&Kinds of events"), GROUP, group="grouping"),
    Command("legend", "appearance.toggle_legend", N_("Legend"), VIEW, ("L",), "timeline", group="toggle"),
    Command("animate", "appearance.toggle_animated", N_("Ani&mate"), VIEW, group="toggle"),
    Command("details", "appearance.toggle_details", N_("Show d&etails"), VIEW, ("F9",), group="toggle"),
    Command("list", "window.toggle_tab list", N_("Li&st of events"), VIEW, ("Ctrl+1",), rule=True),
    Command("moves", "window.toggle_tab moves", N_("Slips and their &chart"), VIEW, ("Ctrl+2",)),
    Command("matrix", "window.toggle_tab matrix", N_("&Partners × missions"), VIEW, ("Ctrl+3",)),
    Command("site-map", "window.toggle_tab site-map", N_("Map of t&he sites"), VIEW, ("Ctrl+4",)),
    Command("save-view", "saved_views.ask_name", N_("S&ave this view…"), VIEW, ("Ctrl+Shift+S",), rule=True),
    Command("full-screen", "appearance.toggle_full_screen", N_("Full sc&reen"), VIEW, ("F11",), group="toggle"),
    Command("theme-desktop", "appearance.choose_theme desktop", N_("As the des&ktop"), THEME, group="theme", rule=True),
    Command("theme-light", "appearance.choose_theme light", N_("&Light"), THEME, group="theme"),
    Command("theme-dark", "appearance.choose_theme dark", N_("&Dark"), THEME, group="theme"),
    Command("theme-high-contrast", "appearance.choose_theme high-contrast", N_("&High contrast"), THEME, group="theme"),
    *(Command(f"lang-{code}", f"appearance.set_language {code}", lang.menu_title, LANGUAGE, group="language")
      for code, lang in LANGUAGES.items()),
    Command("back", "store.back", N_("&Back"), GO, ("Alt+Left",), icon="back"),
    Command("forward", "store.forward", N_("&Forward"), GO, ("Alt+Right",), icon="forward"),
    Command("home", "navigation.show_home", N_("&Whole programme"), GO, ("Home",), "timeline", icon="home"),
    Command("today", "navigation.show_today", N_("&Today"), GO, ("T",), "timeline"),
    Command("frame", "navigation.frame_selection", N_("F&rame the selection"), GO, ("F",), "timeline"),
    Command("next", "navigation.go_to_next", N_("What is &next"), GO, ("N",), "timeline", rule=True),
    Command("go-to-date", "navigation.ask_date", N_("&Go to date…"), GO, ("G",), "timeline"),
    Command("search", "window.focus_field search", N_("&Search"), GO, ("Ctrl+F",), rule=True),
    Command("palette", "search.open_palette", N_("Everything by na&me…"), GO, ("Ctrl+K",)),
    Command("as-of", "window.focus_field as-of", N_("&As of a day…"), GO, ("Ctrl+D",), rule=True),
    Command("as-of-now", "comparison.show_now", N_("As of n&ow"), GO, ("Ctrl+Shift+D",)),
    Command("earlier-change", "comparison.step previous", N_("&Previous change"), GO, ("Ctrl+,",)),
    Command("later-change", "comparison.step next", N_("Ne&xt change"), GO, ("Ctrl+.",)),
    Command("changes", "comparison.show_changes", N_("What c&hanged"), GO, ("Ctrl+Shift+W",)),
    Command("since-last", "comparison.show_since_last_look", N_("Since &you last looked"), GO),
    Command("left", "navigation.walk left", N_("Earlier event in the lane"), "", ("Left",), "timeline"),
    Command("right", "navigation.walk right", N_("Later event in the lane"), "", ("Right",), "timeline"),
    Command("up", "navigation.walk up", N_("Event in the lane above"), "", ("Up",), "timeline"),
    Command("down", "navigation.walk down", N_("Event in the lane below"), "", ("Down",), "timeline"),
    Command("open-event", "open_selected", N_("Open the event"), "", ("Return", "Enter", "Space"), "timeline"),
    Command("members", "navigation.list_cluster", N_("List what is folded with the event"), "", ("M",), "timeline"),
    Command("measure-left", "navigation.measure left", N_("Measure to an earlier event"),
            "", ("Ctrl+Left",), "timeline"),
    Command("measure-right", "navigation.measure right", N_("Measure to a later event"),
            "", ("Ctrl+Right",), "timeline"),
    Command("measure-up", "navigation.measure up", N_("Measure to an event in the lane above"),
            "", ("Ctrl+Up",), "timeline"),
    Command("measure-down", "navigation.measure down", N_("Measure to an event in the lane below"),
            "", ("Ctrl+Down",), "timeline"),
    Command("pan-left", "navigation.pan left", N_("Move to earlier times"), "", ("Shift+Left",), "timeline"),
    Command("pan-right", "navigation.pan right", N_("Move to later times"), "", ("Shift+Right",), "timeline"),
    Command("page-up", "navigation.page up", N_("Scroll up"), "", ("PgUp",), "timeline"),
    Command("page-down", "navigation.page down", N_("Scroll down"), "", ("PgDown",), "timeline"),
    Command("deselect", "deselect", N_("Close the details"), "", ("Esc",), "timeline"),
    Command("cite-text", "clipboard.copy_citation text", N_("Copy the citation as &text"), CITE),
    Command("cite-markdown", "clipboard.copy_citation markdown", N_("Copy the citation as &Markdown"), CITE),
    Command("cite-bibtex", "clipboard.copy_citation bibtex", N_("Copy the citation as &BibTeX"), CITE),
    Command("keys", "details.show_keys", N_("&Keys"), HELP, ("F1",)),
    Command("keys-here", "details.show_keys", N_("Keys, from the timeline"), "", ("?",), "timeline"),
    Command("problems", "show_problems", N_("&Problems in the data"), HELP),
    Command("report-mistake", "clipboard.report_mistake", N_("Report a mis&take"), HELP),
    Command("about", "show_about", N_("&About Farside"), HELP, rule=True),
)

CONTEXT_MENUS: dict[str, tuple[str, ...]] = {
    "event": ("open-event", "frame", "members", "", "copy-sentence", "copy-link", CITE, "", "report-mistake"),
    "ground": ("back", "forward", "", "home", "today", "go-to-date", "", "slips", "legend", "lanes", "",
               "copy-picture"),
}
"""The menus of an event and of the background of the timeline: ids of commands, titles of menus, "" for a separator."""
# fmt: on
