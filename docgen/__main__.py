"""Run docgen as `python -m docgen`: what must hold before anything of ours, or of a package, is imported."""

import os
import signal
import sys


def _own_modules_only() -> None:
    """Take the folder where one stands off the path, where Python puts it first: a yaml.py there would be run."""
    if not getattr(sys.flags, "safe_path", False):
        here = os.path.realpath(".") if os.path.exists(".") else ""
        sys.path[:] = [place for place in sys.path if place and os.path.realpath(place) != here]


def _open_streams() -> None:
    """Give streams that were closed (`docgen build >&-`) to nowhere: the next file opened would take their place."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            try:
                os.fstat(number)
            except OSError:
                os.open(os.devnull, os.O_RDWR)  # the lowest number that is free, which is this one
            setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8", closefd=False))  # noqa: SIM115


def _speak_utf8() -> None:
    """Begin anew under a locale of eight bits: Thai names of files could not be opened."""
    if sys.getfilesystemencoding() != "utf-8":
        safe = ["-P"] if getattr(sys.flags, "safe_path", False) else []
        isolated = ["-I"] if sys.flags.isolated else []
        again = [sys.executable, *safe, *isolated, "-X", "utf8", "-m", "docgen", *sys.argv[1:]]
        os.execv(sys.executable, [os.fsencode(one) for one in again])


def _refuse_other_python() -> None:
    """Say in one line what to do where docgen's packages are not: under a Python that is not that of .venv."""
    from importlib.util import find_spec

    if sys.version_info < (3, 11) or any(find_spec(name) is None for name in ("yaml", "jinja2", "pydyf")):
        words = "docgen: ยังไม่ได้เตรียมโปรแกรมสำหรับ Python ตัวนี้ ให้สั่ง make ในโฟลเดอร์ของ docgen แล้วใช้ .venv/bin/docgen\n"
        sys.stderr.buffer.write(words.encode())
        sys.stderr.flush()
        os._exit(1)


def _run() -> int:
    """Run the command line and see that what it said was taken."""
    import gc

    # A build makes many records and frees few until it ends: the collector's default of 700 only costs time.
    gc.set_threshold(100_000, 50, 50)

    from docgen.faces.cli.main import main, said_all

    signal.signal(signal.SIGINT, signal.default_int_handler)  # from here on Ctrl-C is told in words
    code = main()
    return code if said_all() else code or 1


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # while modules are loaded Ctrl-C ends it without a word
    _own_modules_only()
    _open_streams()
    _speak_utf8()
    _refuse_other_python()
    # Everything is written and every process has ended: taking down what was loaded would cost a tenth of a second.
    os._exit(_run())
