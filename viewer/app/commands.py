"""Every command once: menus, keys, toolbar, and the page of keys read this table."""

from __future__ import annotations

from re import sub

from msgspec import Struct

from viewer.i18n import LANGUAGES, N_


class Command(Struct, frozen=True):
    """A row of the table. `keys` are portable QKeySequence texts; the first is shown in menus.

    `scope` "window": the keys work everywhere. "timeline": only while the timeline has the focus, so that
    single letters stay letters in text fields and tables. `menu` "" keeps a command out of the menus.
    """

    id: str
    title: str
    menu: str
    keys: tuple[str, ...] = ()
    scope: str = "window"
    icon: str = ""
    group: str = ""  # commands of one group exclude each other; "toggle" and "mark" stand alone
    rule: bool = False  # a separator before it

    @property
    def checkable(self) -> bool:
        return self.group != ""


def plain(title: str) -> str:
    """A title, in any language, without the marks of its mnemonic and without "…": for tooltips and pages."""
    return sub(r"\(&.\)|&|…", "", title)


FILE, VIEW, GO, HELP = N_("&File"), N_("&View"), N_("&Go"), N_("&Help")
CITE = N_("C&itation")
THEME, LANGUAGE, GROUP = N_("&Theme"), N_("Lang&uage"), N_("&Group lanes by")
MENUS: tuple[tuple[str, str], ...] = (
    (FILE, ""),
    (CITE, FILE),
    (VIEW, ""),
    (GROUP, VIEW),
    (THEME, VIEW),
    (LANGUAGE, VIEW),
    (GO, ""),
    (HELP, ""),
)
"""Menu and the menu it hangs in, "" for the menu bar."""

COMMANDS: tuple[Command, ...] = (
    Command("open", N_("&Open programme…"), FILE, ("Ctrl+O",)),
    Command("open-curated", N_("Open the &curated programme"), FILE),
    Command("export", N_("&Export…"), FILE, ("Ctrl+Shift+E",), rule=True),
    Command("export-pdf", N_("Export P&DF…"), FILE, ("Ctrl+E",)),
    Command("preview", N_("Print pre&view…"), FILE, ("Ctrl+Shift+P",)),
    Command("print", N_("&Print…"), FILE, ("Ctrl+P",), icon="print"),
    Command("copy-picture", N_("Copy the pict&ure"), FILE, ("Ctrl+Shift+C",), rule=True),
    Command("copy-sentence", N_("Copy the &sentence"), FILE, ("Ctrl+C",), "timeline"),
    Command("copy-link", N_("Copy lin&k"), FILE, ("Ctrl+Shift+L",)),
    Command("quit", N_("&Quit"), FILE, ("Ctrl+Q",), rule=True),
    Command("zoom-in", N_("Zoom &in"), VIEW, ("+", "="), "timeline", icon="zoom-in"),
    Command("zoom-out", N_("Zoom &out"), VIEW, ("-",), "timeline", icon="zoom-out"),
    Command("search-here", N_("Search from the timeline"), "", ("/",), "timeline"),
    Command("filter", N_("&Filter…"), VIEW, ("Ctrl+Shift+F",), icon="filter", group="mark", rule=True),
    Command("filter-reset", N_("Sho&w all"), VIEW, ("Ctrl+Shift+A",)),
    Command("overdue", N_("Only what is o&verdue"), VIEW),
    Command("slips", N_("Show earlier &dates"), VIEW, ("S",), "timeline", group="toggle", rule=True),
    Command("lanes", N_("Open all &lanes"), VIEW, ("O",), "timeline", group="toggle"),
    Command("lane-menu", N_("The lane of the selectio&n…"), VIEW, ("K",), "timeline"),
    Command("all-lanes", N_("All lanes in their own &places"), GROUP),
    Command("group-lanes", N_("&Lanes of the programme"), GROUP, group="grouping", rule=True),
    Command("group-missions", N_("&Missions"), GROUP, group="grouping"),
    Command("group-countries", N_("&Countries of partners"), GROUP, group="grouping"),
    Command("group-kinds", N_("&Kinds of events"), GROUP, group="grouping"),
    Command("legend", N_("Legend"), VIEW, ("L",), "timeline", group="toggle"),
    Command("animate", N_("Ani&mate"), VIEW, group="toggle"),
    Command("details", N_("Show d&etails"), VIEW, ("F9",), group="toggle"),
    Command("list", N_("Li&st of events"), VIEW, ("Ctrl+1",), rule=True),
    Command("moves", N_("Slips and their &chart"), VIEW, ("Ctrl+2",)),
    Command("matrix", N_("&Partners × missions"), VIEW, ("Ctrl+3",)),
    Command("site-map", N_("Map of t&he sites"), VIEW, ("Ctrl+4",)),
    Command("save-view", N_("S&ave this view…"), VIEW, ("Ctrl+Shift+S",), rule=True),
    Command("full-screen", N_("Full sc&reen"), VIEW, ("F11",), group="toggle"),
    Command("theme-desktop", N_("As the des&ktop"), THEME, group="theme", rule=True),
    Command("theme-light", N_("&Light"), THEME, group="theme"),
    Command("theme-dark", N_("&Dark"), THEME, group="theme"),
    Command("theme-high-contrast", N_("&High contrast"), THEME, group="theme"),
    *(Command(f"lang-{it.code}", it.menu_title, LANGUAGE, group="language") for it in LANGUAGES.values()),
    Command("back", N_("&Back"), GO, ("Alt+Left",), icon="back"),
    Command("forward", N_("&Forward"), GO, ("Alt+Right",), icon="forward"),
    Command("home", N_("&Whole programme"), GO, ("Home",), "timeline", icon="home"),
    Command("today", N_("&Today"), GO, ("T",), "timeline"),
    Command("frame", N_("F&rame the selection"), GO, ("F",), "timeline"),
    Command("next", N_("What is &next"), GO, ("N",), "timeline", rule=True),
    Command("go-to-date", N_("&Go to date…"), GO, ("G",), "timeline"),
    Command("search", N_("&Search"), GO, ("Ctrl+F",), rule=True),
    Command("palette", N_("Everything by na&me…"), GO, ("Ctrl+K",)),
    Command("as-of", N_("&As of a day…"), GO, ("Ctrl+D",), rule=True),
    Command("as-of-now", N_("As of n&ow"), GO, ("Ctrl+Shift+D",)),
    Command("earlier-change", N_("&Previous change"), GO, ("Ctrl+,",)),
    Command("later-change", N_("Ne&xt change"), GO, ("Ctrl+.",)),
    Command("changes", N_("What c&hanged"), GO, ("Ctrl+Shift+W",)),
    Command("since-last", N_("Since &you last looked"), GO),
    Command("left", N_("Earlier event in the lane"), "", ("Left",), "timeline"),
    Command("right", N_("Later event in the lane"), "", ("Right",), "timeline"),
    Command("up", N_("Event in the lane above"), "", ("Up",), "timeline"),
    Command("down", N_("Event in the lane below"), "", ("Down",), "timeline"),
    Command("open-event", N_("Open the event"), "", ("Return", "Enter", "Space"), "timeline"),
    Command("members", N_("List what is folded with the event"), "", ("M",), "timeline"),
    Command("measure-left", N_("Measure to an earlier event"), "", ("Ctrl+Left",), "timeline"),
    Command("measure-right", N_("Measure to a later event"), "", ("Ctrl+Right",), "timeline"),
    Command("measure-up", N_("Measure to an event in the lane above"), "", ("Ctrl+Up",), "timeline"),
    Command("measure-down", N_("Measure to an event in the lane below"), "", ("Ctrl+Down",), "timeline"),
    Command("pan-left", N_("Move to earlier times"), "", ("Shift+Left",), "timeline"),
    Command("pan-right", N_("Move to later times"), "", ("Shift+Right",), "timeline"),
    Command("page-up", N_("Scroll up"), "", ("PgUp",), "timeline"),
    Command("page-down", N_("Scroll down"), "", ("PgDown",), "timeline"),
    Command("deselect", N_("Close the details"), "", ("Esc",), "timeline"),
    Command("cite-text", N_("Copy the citation as &text"), CITE),
    Command("cite-markdown", N_("Copy the citation as &Markdown"), CITE),
    Command("cite-bibtex", N_("Copy the citation as &BibTeX"), CITE),
    Command("keys", N_("&Keys"), HELP, ("F1",)),
    Command("keys-here", N_("Keys, from the timeline"), "", ("?",), "timeline"),
    Command("problems", N_("&Problems in the data"), HELP),
    Command("report-mistake", N_("Report a mis&take"), HELP),
    Command("about", N_("&About Farside"), HELP, rule=True),
)

CONTEXT: dict[str, tuple[str, ...]] = {
    "event": (
        "open-event", "frame", "members", "",
        "copy-sentence", "copy-link", CITE, "",
        "report-mistake",
    ),
    "ground": (
        "back", "forward", "",
        "home", "today", "go-to-date", "",
        "slips", "legend", "lanes", "",
        "copy-picture",
    ),
}  # fmt: skip
"""What a right click, a long press or the menu key offers on the timeline: ids and menus of the table, "" a rule."""
