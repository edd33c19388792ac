"""What people hide words in, and what of it is found: a table by kind, of texts written for it, and of clean ones held by mistake."""

import json
from pathlib import Path

from figures import world
from figures.lines import line

DRAWN = ((40, 0, "white", "black"), (18, 0, "white", "black"), (40, 8, "white", "black"), (40, 0, "navy", "yellow"))
CORPUS = Path(__file__).with_name("evasion.json")


def main() -> None:
    world.begin()
    corpus = json.loads(CORPUS.read_text())
    from throughgate.kernel.screening.words.phrases import Phrases

    sought = Phrases(corpus["sought"])
    print("| how it is hidden | texts | found | missed |\n|---|---|---|---|")
    every = missed = 0
    for kind, texts in corpus["hidden"].items():
        lost = [text for text in texts if not sought.found_in(text)]
        every, missed = every + len(texts), missed + len(lost)
        print(f"| {kind} | {len(texts)} | {len(texts) - len(lost)} | {' · '.join(map(repr, lost))} |")
    for kind, (texts, found) in {"words in a picture": _pictures(corpus), "words in a voice": _voices(corpus)}.items():
        print(f"| {kind} | {texts or 'not installed here'} | {found} | |")
    held = [text for text in corpus["clean"] if sought.found_in(text)]
    print(f"| clean texts | {len(corpus['clean'])} | | held by mistake: {len(held)} {' · '.join(map(repr, held))} |", flush=True)
    line("touch.evasion_caught", (every - missed) * 100 / every, f"% of {every} texts")
    line("touch.evasion_false", len(held) * 100 / len(corpus["clean"]), f"% of {len(corpus['clean'])} clean texts")


def _pictures(corpus: dict[str, list[str]]) -> tuple[int, int]:
    """Texts drawn as a picture: plain, small, turned a little, white on colour."""
    from PIL import Image, ImageDraw, ImageFont

    from throughgate.kernel.gateways import tesseract
    from throughgate.kernel.screening.words.phrases import Phrases

    if not tesseract.is_here():
        return 0, 0
    sought, found, many = Phrases(corpus["sought"]), 0, 0
    for text in corpus["drawn"]:
        for size, turned, back, front in DRAWN:
            page = Image.new("RGB", (900, 300), back)
            ImageDraw.Draw(page).text((40, 110), text, front, ImageFont.load_default(size))
            path = Path(world.BENCH) / ".drawn.png"
            page.rotate(turned, expand=True, fillcolor=back).save(path)
            found, many = found + bool(sought.found_in(tesseract.words_in(path))), many + 1
            path.unlink()
    return many, found


def _voices(corpus: dict[str, list[str]]) -> tuple[int, int]:
    """Texts read out by a machine's voice, and written down again by the model, where both are installed."""
    import shutil
    import subprocess
    import tempfile

    from throughgate.kernel.gateways import dictation
    from throughgate.kernel.screening.words.phrases import Phrases

    if not dictation.is_here() or not shutil.which("espeak-ng"):
        return 0, 0
    sought, found = Phrases(corpus["sought"]), 0
    with tempfile.TemporaryDirectory() as folder:
        for n, text in enumerate(corpus["drawn"]):
            path = Path(folder) / f"{n}.wav"
            subprocess.run(["espeak-ng", "-w", str(path), text], check=True)
            found += bool(sought.found_in(" ".join(words for _from, _to, words in dictation.write_down(path, "en"))))
    return len(corpus["drawn"]), found


if __name__ == "__main__":
    main()
