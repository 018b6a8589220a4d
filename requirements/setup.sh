#!/bin/sh
# Make .venv hold exactly what a lock file names. Called by the Makefile:
#     PYTHON=python3 sh requirements/setup.sh run|test
# Documents need wheels alone. Pango is for designs (templates/designs/), pictures of signatures and the tests.
# Installs Debian packages only as root; anyone else is told the one command. Fetches nothing that is not in a lock file.
# -I: Python runs no module that lies in the folder where one stands, nor what PYTHONPATH names.
set -eu
cd "$(dirname "$0")/.."
group=$1

say() { printf 'docgen: %s\n' "$1" >&2; }

# A Python that is too old, or a pyenv shim that points nowhere, gives way to Debian's own.
find_python() {
    for python in "$PYTHON" /usr/bin/python3; do
        if "$python" -I -c 'import ctypes, ssl, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$python"
            return
        fi
    done
}

# The Debian packages this machine lacks.
missing_packages() {
    python=$(find_python)
    if [ -z "$python" ]; then
        echo python3 python3-venv
    elif ! "$python" -I -c 'import importlib.util, sys; sys.exit(not importlib.util.find_spec("ensurepip"))'; then
        echo python3-venv
    fi
    [ "$group" = test ] || return 0
    { command -v pdftotext && command -v pdftoppm; } >/dev/null || echo poppler-utils
    missing_libraries
}

# Those of the libraries that WeasyPrint 70 opens; a package brings the libraries it depends on. WeasyPrint can do
# without libharfbuzz-subset, but then warns at each import.
missing_libraries() {
    "$(find_python)" -I - <<'PYTHON'
import ctypes

LIBRARIES = {
    "libgobject-2.0.so.0": "libpango-1.0-0",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libharfbuzz.so.0": "libpango-1.0-0",
    "libfontconfig.so.1": "libpangoft2-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
missing = []
for library, package in LIBRARIES.items():
    try:
        ctypes.CDLL(library)
    except OSError:
        missing.append(package)
print(*dict.fromkeys(missing))
PYTHON
}

# Only an office that has designs is told, and nothing waits for it: all other documents are made without.
hint_for_designs() {
    set -- templates/designs/*/
    [ -e "$1" ] || return 0
    missing=$(missing_libraries)
    [ -n "$missing" ] || return 0
    say "เอกสารอื่นสร้างได้แล้ว แต่แบบใน templates/designs/ ต้องใช้โปรแกรมของระบบเพิ่ม โปรดให้ผู้ดูแลเครื่องใช้คำสั่งนี้:"
    tell_command "$missing"
}

tell_command() {
    printf '    sudo sh -c "apt-get update && apt-get install -y --no-install-recommends %s"\n' "$1" >&2
}

ensure_packages() {
    missing=$(echo $(missing_packages))
    [ -n "$missing" ] || return 0
    install="apt-get install -y --no-install-recommends $missing"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "ติดตั้งโปรแกรมของระบบที่ยังขาด: $missing"
        if ! log=$(export DEBIAN_FRONTEND=noninteractive; { apt-get update && $install; } 2>&1); then
            printf '%s\n' "$log" >&2
        fi
        missing=$(echo $(missing_packages))
        [ -n "$missing" ] || return 0
    fi
    say "ยังขาดโปรแกรมของระบบ โปรดให้ผู้ดูแลเครื่องใช้คำสั่งนี้ แล้วสั่ง make อีกครั้ง:"
    tell_command "$missing"
    exit 1
}

install_locked() {
    if ! log=$({
        .venv/bin/python -I -m pip --version >/dev/null 2>&1 || "$(find_python)" -I -m venv --clear .venv || exit 1
        .venv/bin/python -I -m pip install --disable-pip-version-check --no-input --quiet --only-binary :all: \
            --require-hashes -r "requirements/$group.txt"
    } 2>&1); then
        printf '%s\n' "$log" | tail -n 5 >&2
        say "ติดตั้งชุดโปรแกรมไม่สำเร็จ โปรดตรวจการเชื่อมต่ออินเทอร์เน็ต แล้วสั่ง make อีกครั้ง"
        exit 1
    fi
}

# Editable without a build backend to fetch: both files are relative, so the folder can be moved.
install_docgen() {
    site=$(.venv/bin/python -I -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    echo ../../../.. >"$site/docgen.pth"
    printf '#!/bin/sh\nexec "${0%%/*}/python" -I -X utf8 -m docgen "$@"\n' >.venv/bin/docgen
    chmod +x .venv/bin/docgen
    # Compiled once here: a third of a second less at each start for a user who may not write to this folder.
    .venv/bin/python -I -m compileall -q docgen
}

ensure_packages
if [ "$group" = run ]; then
    say "กำลังเตรียมชุดโปรแกรม (ดาวน์โหลดราว 75 MB ครั้งเดียว อาจใช้เวลาหลายนาที)"
    install_locked
    install_docgen
    touch .venv/.ready
    hint_for_designs
else
    say "กำลังเตรียมชุดโปรแกรมสำหรับทดสอบ (ดาวน์โหลดราว 90 MB ครั้งเดียว)"
    install_locked
    touch .venv/.ready-test
fi
