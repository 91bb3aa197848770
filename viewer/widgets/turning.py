"""Qt's wheel and touchpad events read as wishes, each within the touch that it belongs to."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputDevice, QNativeGestureEvent, QWheelEvent

from viewer.timeline.scene_builder import METRICS
from viewer.widgets.wheel_input import Pan, Touch, Touchpad, Wheel, Zoom, is_touchpad, wheel_wish


class Turning:
    """Remembers the touch that is going on."""

    def __init__(self) -> None:
        self._touchpad = Touchpad()

    def turned(self, event: QWheelEvent) -> Zoom | Pan | None:
        """What a turn of the wheel, or two fingers that move along, ask for."""
        wheel = wheel_of(event)
        phase = event.phase()
        if phase == Qt.ScrollPhase.NoScrollPhase:
            self._touchpad, wish = self._touchpad.streamed(wheel, event.timestamp())
        else:
            self._touchpad = self._touchpad.turned(wheel.ctrl, phase == Qt.ScrollPhase.ScrollBegin)
            zooms = self._touchpad.doing is Touch.ZOOM
            wish = wheel_wish(replace(wheel, ctrl=zooms))
            if zooms and phase == Qt.ScrollPhase.ScrollMomentum:
                wish = None  # a zoom that runs on cannot be aimed
        if wheel.touchpad and isinstance(wish, Pan):
            self._touchpad, wish = self._touchpad.panned(wish)
        if phase == Qt.ScrollPhase.ScrollEnd:
            self._touchpad = self._touchpad.left()
        return wish

    def spread(self, event: QNativeGestureEvent) -> Zoom | None:
        """What a pinch asks for; fingers that began to pan go on panning until the system says they begin anew."""
        kind = event.gestureType()
        if kind in (Qt.NativeGestureType.BeginNativeGesture, Qt.NativeGestureType.EndNativeGesture):
            self._touchpad = self._touchpad.left()
        elif kind == Qt.NativeGestureType.ZoomNativeGesture and self._touchpad.doing is not Touch.PAN:
            relative = QGuiApplication.platformName() == "cocoa"
            self._touchpad, larger = self._touchpad.pinched(event.value(), relative)
            return Zoom(1.0 / larger, event.position().x())
        return None


def wheel_of(event: QWheelEvent) -> Wheel:
    """The turn that Qt tells of; whether a touchpad made it is told by platform, phase and device."""
    keys, device = event.modifiers(), event.device()
    return Wheel(
        angle=(event.angleDelta().x(), event.angleDelta().y()),
        pixels=(event.pixelDelta().x(), event.pixelDelta().y()),
        x=event.position().x(),
        over_headers=event.position().x() < METRICS.header_px,
        ctrl=bool(keys & Qt.KeyboardModifier.ControlModifier),
        shift=bool(keys & Qt.KeyboardModifier.ShiftModifier),
        touchpad=is_touchpad(
            QGuiApplication.platformName(),
            event.phase() != Qt.ScrollPhase.NoScrollPhase,
            not event.pixelDelta().isNull(),
            device.type() == QInputDevice.DeviceType.TouchPad,
            device.name(),
        ),
    )
