"""The pictures of two case studies, drawn here: a telephone at night, a diary on a table."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from results.domain.pictures import DrawnPicture, draw_picture

WIDTH, HEIGHT, SHARPER = 1280, 720, 2
NIGHT, WOOD, EDGE, GLOW, LAMP, DARK, PAPER, LINE, RED = (
    "#12343b", "#7a4f32", "#5b3a24", "#3d5a4c", "#f2c14e", "#0d2a30", "#f7f3e3", "#b9c4bd", "#b5483a",
)  # fmt: skip
TABLE = "#c99a6b"


def draw_telephone() -> DrawnPicture:
    """Return a telephone on a table at night, beside a lamp."""
    scene, pen = _begin(NIGHT)
    _fill(pen.ellipse, (760, 60, 1300, 600), GLOW)
    _fill(pen.rectangle, (0, 520, WIDTH, HEIGHT), WOOD)
    _fill(pen.rectangle, (0, 520, WIDTH, 536), EDGE)
    _fill(pen.rectangle, (1018, 300, 1034, 520), EDGE)
    _fill(pen.rectangle, (966, 508, 1086, 526), EDGE)
    _shape(pen, ((950, 320), (1102, 320), (1066, 190), (986, 190)), LAMP)
    _fill(pen.rounded_rectangle, (330, 400, 690, 540), DARK, radius=40)
    _fill(pen.rounded_rectangle, (290, 330, 730, 400), RED, radius=34)
    for left in (290, 640):
        _fill(pen.rounded_rectangle, (left, 330, left + 90, 450), RED, radius=34)
    for number in range(9):
        across, down = 435 + number % 3 * 60, 425 + number // 3 * 36
        _fill(pen.ellipse, (across, down, across + 28, down + 24), PAPER)
    return _end(scene)


def draw_diary() -> DrawnPicture:
    """Return a table from above: an open diary, a pencil, two mugs."""
    scene, pen = _begin(TABLE)
    for down in range(0, HEIGHT, 144):
        _fill(pen.rectangle, (0, down, WIDTH, down + 4), WOOD)
    _fill(pen.rounded_rectangle, (300, 150, 900, 580), DARK, radius=18)
    for left in (318, 606):
        _fill(pen.rectangle, (left, 168, left + 276, 562), PAPER)
        for row in range(8):
            short = 60 if row % 3 == 2 else 0
            _fill(pen.rectangle, (left + 24, 208 + row * 42, left + 248 - short, 214 + row * 42), LINE)
    _shape(pen, ((760, 610), (1010, 500), (1018, 520), (768, 630)), RED)
    for left, top, tea in ((990, 110, EDGE), (1060, 300, WOOD)):
        _fill(pen.ellipse, (left, top, left + 150, top + 150), PAPER)
        _fill(pen.ellipse, (left + 18, top + 18, left + 132, top + 132), tea)
    return _end(scene)


DRAW: dict[str, Callable[[], DrawnPicture]] = {"telephone": draw_telephone, "diary": draw_diary}


def _begin(ground: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    scene = Image.new("RGB", (WIDTH * SHARPER, HEIGHT * SHARPER), ground)
    return scene, ImageDraw.Draw(scene)


def _end(scene: Image.Image) -> DrawnPicture:
    out = BytesIO()
    scene.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(out, "PNG")
    return draw_picture(ContentFile(out.getvalue(), name="picture.png"))


def _fill(draw: Callable[..., None], box: tuple[int, ...], colour: str, radius: int = 0) -> None:
    more = {"radius": radius * SHARPER} if radius else {}
    draw([side * SHARPER for side in box], fill=colour, **more)


def _shape(pen: ImageDraw.ImageDraw, corners: tuple[tuple[int, int], ...], colour: str) -> None:
    pen.polygon([(across * SHARPER, down * SHARPER) for across, down in corners], fill=colour)
