# Sourced by ./run and ./test with `root` set: `prepare NEED` makes .venv ready, in milliseconds where it is.
# NEED is what must work: words, offscreen, xcb, wayland or tests. No Python starts when nothing is missing.

environment=$root/.venv
stamp=$environment/.set-up

fail() {
    echo "farside: $1" >&2
    exit 3
}

is_ready() { # NEED
    [ -e "$stamp/needs-$1" ] || return 1
    read -r interpreter <"$stamp/interpreter" || return 1
    [ "$environment/bin/python" -ef "$interpreter" ] || return 1
    [ "$interpreter" -nt "$stamp/interpreter" ] && return 1
    for lock in requirements.lock requirements-dev.lock; do
        [ "$lock" = requirements-dev.lock ] && [ "$1" != tests ] && break
        cmp -s "$root/$lock" "$stamp/$lock" || return 1
    done
}

prepare() { # NEED
    is_ready "$1" && return
    python=${FARSIDE_PYTHON:-python3}
    command -v "$python" >/dev/null 2>&1 || fail "Python 3.11 or newer is needed and '$python' is not here: $(python_line)"
    found=$("$python" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null) || found=broken
    case ${found#Python } in
    3.1[1-9]* | 3.[2-9][0-9]*) ;;
    *) fail "Python 3.11 or newer is needed, '$python' here is ${found#Python }; name a newer one: FARSIDE_PYTHON=python3.12 $0" ;;
    esac
    "$python" -P "$root/tools/set_up.py" "$1" || exit $?
}

python_line() {
    if command -v apt-get >/dev/null 2>&1; then
        echo "sudo apt-get install python3 python3-venv"
    elif command -v dnf >/dev/null 2>&1; then
        echo "sudo dnf install python3.12"
    elif command -v pacman >/dev/null 2>&1; then
        echo "sudo pacman -S python"
    elif command -v brew >/dev/null 2>&1; then
        echo "brew install python"
    else
        echo "see www.python.org"
    fi
}
