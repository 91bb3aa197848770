"""On paper nobody can point at a name to read the rest of it, or open a lane: names stand whole, or not at all."""

from __future__ import annotations

from viewer.printing.print_job import with_shapes
from viewer.timeline.metrics import Measure
from viewer.timeline.scene import Bar, Box, Cluster, Label, Mark, Role, Rule, Scene, Shape

CLEAR_PX = 3.0
NOTE_NEAR_PX = 12.0
TITLES = (Role.LANE_TITLE, Role.LANE_SUBTITLE)


def whole_names(scene: Scene, measure: Measure) -> Scene:
    """The scene for paper, every name whole: one that was cut short takes the free room beside it, or goes.

    Its note, right after it, moves or goes with it. The mark stays, and the words tell its name.
    """
    cut = [
        index
        for index, shape in enumerate(scene.shapes)
        if isinstance(shape, Label) and shape.full and shape.ref.startswith("event/")
    ]
    shapes: list[Shape | None] = list(scene.shapes)
    for index in cut:
        label = shapes[index]
        assert isinstance(label, Label)
        if label.full == label.text:
            continue
        found = _note_of(shapes, index, label)
        note, gap = found if found is not None else (None, 0.0)
        for role in (label.role, Role.NOTE):
            wide = measure(label.full, role)
            box = Box(label.box.x, label.box.y, wide, label.box.height)
            whole = Label(box, label.full, role, label.ref, accent=label.accent, align=label.align)
            moved = _moved(shapes, note, whole.box.right + gap)
            if all(
                _free(scene, shapes, (index, note), shape) for shape in (whole, moved) if shape is not None
            ):
                shapes[index] = whole
                if note is not None:
                    shapes[note] = moved
                break
        else:
            shapes[index] = None
            if note is not None:
                shapes[note] = None
    kept = (_title(scene, shape, measure) for shape in shapes if shape is not None and not _is_chevron(shape))
    return with_shapes(scene, kept)


def _title(scene: Scene, shape: Shape, measure: Measure) -> Shape:
    """The title of a lane to its end, where it has room now that nothing opens beside it."""
    if not isinstance(shape, Label) or not shape.full or shape.role not in TITLES:
        return shape
    words = shape.full[max(shape.full.find(shape.text.rstrip("…")), 0) :]
    wide = measure(words, shape.role)
    if shape.box.x + wide > scene.header_px - 1:
        return shape
    box = Box(shape.box.x, shape.box.y, wide, shape.box.height)
    return Label(box, words, shape.role, shape.ref, accent=shape.accent, align=shape.align)


def _is_chevron(shape: Shape) -> bool:
    """What opens a lane in the window opens nothing on paper."""
    return isinstance(shape, Rule) and shape.role is Role.LANE_NOTE


def _note_of(shapes: list[Shape | None], index: int, label: Label) -> tuple[int, float] | None:
    """The number of the note that follows a name on its line, and the gap between them."""
    after = shapes[index + 1] if index + 1 < len(shapes) else None
    if isinstance(after, Label) and after.role is Role.NOTE and after.ref == label.ref:
        gap = after.box.x - label.box.right
        if 0 <= gap <= NOTE_NEAR_PX and abs(after.box.y - label.box.y) < label.box.height:
            return index + 1, gap
    return None


def _moved(shapes: list[Shape | None], note: int | None, x: float) -> Label | None:
    shape = shapes[note] if note is not None else None
    if not isinstance(shape, Label):
        return None
    box = Box(x, shape.box.y, shape.box.width, shape.box.height)
    return Label(box, shape.text, shape.role, shape.ref, accent=shape.accent, align=shape.align)


def _free(scene: Scene, shapes: list[Shape | None], own: tuple[int | None, ...], label: Label) -> bool:
    """Whether a label stands in the lanes and touches nothing of another event."""
    box = label.box
    if box.x < scene.header_px or box.right > scene.width:
        return False
    grown = Box(box.x - CLEAR_PX, box.y + 1, box.width + 2 * CLEAR_PX, box.height - 2)
    return not any(
        isinstance(shape, (Bar, Mark, Cluster, Label))
        and number not in own
        and not (shape.ref == label.ref and not isinstance(shape, Label))
        and shape.box.x < grown.right
        and shape.box.right > grown.x
        and shape.box.y < grown.bottom
        and shape.box.bottom > grown.y
        for number, shape in enumerate(shapes)
    )
