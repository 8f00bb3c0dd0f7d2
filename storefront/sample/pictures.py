"""The sample pictures as files, drawn once and kept: each file is named for its recipe."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple
from multiprocessing import get_context
from pathlib import Path

from storefront.sample.art.look import Look
from storefront.sample.art.studio import draw_picture
from storefront.sample.records import SampleProduct

# Part of every name: raise it when the drawing changes, and the pictures are drawn anew.
EDITION = 4
FEW = 6


def picture_name(product: SampleProduct, look: Look) -> str:
    """A file name that tells the product, and changes with the recipe."""
    recipe = hashlib.sha256(f"{EDITION}{astuple(look)}".encode()).hexdigest()[:8]
    return f"pictures/{product.slug}-{recipe}.jpg"


def describe(product: SampleProduct, look: Look, position: int) -> str:
    """The alternative text of a picture."""
    if look.form == "detail":
        return f"{product.name}, close up"
    return product.alt if position == 0 else f"{product.name} in another colour"


def list_missing(products: Iterable[SampleProduct], folder: Path) -> list[tuple[Look, Path]]:
    """The recipes whose files are not below `folder` yet, ordered so that alike cloths follow each other."""
    wanted = {folder / picture_name(product, look): look for product in products for look in product.looks}
    missing = [(look, path) for path, look in wanted.items() if not path.exists()]
    return sorted(missing, key=lambda item: (item[0].ground, item[0].pattern, item[0].palette, item[0].form))


def draw_missing(missing: Sequence[tuple[Look, Path]]) -> Iterator[Path]:
    """Draw and save all, on up to four processors; yields each path as it is done. About half a second of one each."""
    processors = min(4, os.cpu_count() or 1)
    if processors == 1 or len(missing) < FEW:
        yield from map(_draw_file, missing)
        return
    # Spawned, not forked: this process has threads and open databases.
    with ProcessPoolExecutor(processors, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_draw_file, missing, chunksize=4)


def _draw_file(item: tuple[Look, Path]) -> Path:
    """Draw one picture; a broken run leaves no half file."""
    look, path = item
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(f".{os.getpid()}")
    half.write_bytes(draw_picture(look))
    half.replace(path)
    return path
