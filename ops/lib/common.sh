# shellcheck shell=bash
# What every script here shares: where things are, how to speak, how to give up, how to be interrupted.

HUB_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
HUB_STATE="$HUB_ROOT/.hub"
HUB_LOG="$HUB_STATE/log"
HUB_RUN="$HUB_STATE/run"
HUB_VENV="$HUB_STATE/venv"
# shellcheck disable=SC2034 # some are read only by those who source this
readonly HUB_ROOT HUB_STATE HUB_LOG HUB_RUN HUB_VENV

# die WHAT-IS-WRONG [WHAT-TO-DO…]: every failure says both.
die() {
    finish_live_line
    printf '\n%s: %s\n' "${0##*/}" "$1" >&2
    shift
    local line
    for line in "$@"; do printf '    %s\n' "$line" >&2; done
    exit 1
}

now_ms() { local micros=${EPOCHREALTIME/[.,]/}; printf '%s' "$((micros / 1000))"; }

# --- A line per step, with its time -----------------------------------------------------------------------------------

STEP_NAME=
STEP_STARTED=0
LIVE_LINE=

# The unfinished line that a terminal shows while a step runs.
live_line() {
    [[ -t 1 ]] || return 0
    LIVE_LINE=yes
    printf '\r\033[K  %s' "$1"
}

finish_live_line() {
    [[ -n $LIVE_LINE ]] || return 0
    LIVE_LINE=
    printf '\r\033[K'
}

# A line to keep. It clears an unfinished one first, which may be that of the script that called this one.
say() {
    [[ ! -t 1 ]] || printf '\r\033[K'
    printf '  %s\n' "$1"
}

step_begin() {
    STEP_NAME=$1
    STEP_STARTED=$(now_ms)
    live_line "$1 …"
}

# step_done [NOTE]
step_done() {
    local elapsed=$(($(now_ms) - STEP_STARTED))
    finish_live_line
    printf '  %-18s %5d.%d s%s\n' "$STEP_NAME" "$((elapsed / 1000))" "$((elapsed % 1000 / 100))" "${1:+  $1}"
}

# --- Interruption -----------------------------------------------------------------------------------------------------

INTERRUPTIBLE_GROUP=

# Runs a long command in a process group of its own and waits for it, so that a signal reaches this script's trap at
# once (bash otherwise holds a trap back until the running command ends) and the whole group can be stopped.
interruptible() {
    local status=0
    set -m
    # Without the script's lock (9): were the script killed outright, what it left running must not hold the next one up.
    "$@" </dev/null 9>&- &
    INTERRUPTIBLE_GROUP=$!
    set +m
    wait "$INTERRUPTIBLE_GROUP" || status=$?
    INTERRUPTIBLE_GROUP=
    return "$status"
}

stop_interruptible() {
    [[ -n $INTERRUPTIBLE_GROUP ]] || return 0
    local group=$INTERRUPTIBLE_GROUP
    INTERRUPTIBLE_GROUP=
    kill -TERM -- "-$group" 2>/dev/null || return 0
    wait "$group" 2>/dev/null || true
}

# --- The machine ------------------------------------------------------------------------------------------------------

# The state directory, private to whoever runs the hub: it holds keys and the database.
prepare_state() {
    mkdir -p "$HUB_STATE" 2>/dev/null || true
    if [[ ! -w $HUB_STATE ]]; then
        die "$HUB_STATE belongs to $(stat -c %U "$HUB_STATE" 2>/dev/null || echo somebody else) and cannot be written." \
            "Run as that user, or remove it: sudo rm -rf '$HUB_STATE'"
    fi
    mkdir -p "$HUB_LOG" "$HUB_RUN"
}

# need_disk GIGABYTES WHAT-FOR
need_disk() {
    local free_kb
    free_kb=$(df -Pk "$HUB_ROOT" | awk 'NR == 2 { print $4 }')
    ((free_kb >= $1 * 1024 * 1024)) && return 0
    die "too little disk: $2 needs about $1 GB, $HUB_ROOT has $((free_kb / 1024 / 1024)) GB free." \
        "Free some space, or put the clone on a larger disk."
}

need_swift() {
    local found
    if ! command -v swift >/dev/null; then
        die "no Swift compiler on the PATH." \
            "Install Swift 6.3 (https://www.swift.org/install/linux/) and put its usr/bin on the PATH."
    fi
    found=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -1)
    if [[ -z $found ]]; then
        die "'$(command -v swift)' does not tell its version." "Run 'swift --version' and see why."
    fi
    if [[ $(printf '%s\n6.3\n' "$found" | sort -V | head -1) != 6.3 ]]; then
        die "Swift $found is too old: the hub needs 6.3 or newer ('$(command -v swift)')." \
            "Install a newer one (https://www.swift.org/install/linux/) and put it first on the PATH."
    fi
}
