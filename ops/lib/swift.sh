# shellcheck shell=bash
# Building with a progress bar, a full log, and nothing but the errors when it fails.

# Every target may import only what Package.swift says it depends on: this is what keeps the floors of the house.
SWIFT_BUILD_FLAGS=(--package-path "$HUB_ROOT" --explicit-target-dependency-import-check error)
# Named one by one, because a plain `swift build` would also compile every tool its packages bring along, protoc and all
# of its C++ among them, which nobody here uses.
PRODUCTS=(hub referral-intake locality-router placement-matcher notifier portal)
# shellcheck disable=SC2034 # PRODUCTS is read by the scripts that source this
readonly SWIFT_BUILD_FLAGS PRODUCTS

# The share and the time, for show_progress, whose variables it uses.
show_share() {
    if [[ $terminal == yes ]]; then
        filled=$((best * 24 / 100))
        printf -v line '%s [%s%s] %3d %%  %d:%02d  %s' "$1" "${full:0:filled}" "${empty:0:24-filled}" "$best" \
            $(((SECONDS - started) / 60)) $(((SECONDS - started) % 60)) "$doing"
        live_line "${line:0:columns-4}"
    elif (((best >= next && SECONDS - told >= 5) || SECONDS - told >= 60)); then
        printf '    %-24s %3d %%  %4d s\n' "$1" "$best" $((SECONDS - started))
        next=$((best / 10 * 10 + 10)) told=$SECONDS
    fi
}

# Reads SwiftPM's output and shows how far it is: one moving line on a terminal, otherwise a line every ten per cent (but
# none within five seconds of the last, and one in a minute when SwiftPM says nothing, as it does while it optimises a
# whole module). The total grows while SwiftPM plans, so the share is never shown falling.
# show_progress WHAT
show_progress() {
    local terminal=no line part='' status step total percent best=0 next=10 started=$SECONDS told=$SECONDS columns filled
    local doing=
    local full='########################' empty='........................'
    [[ -t 1 ]] && terminal=yes
    columns=$(tput cols 2>/dev/null || echo 80)
    while true; do
        status=0
        IFS= read -r -t 1 line || status=$?
        # What a read that ran out of time has got already is the beginning of the next line.
        part+=$line
        if ((status > 128)); then
            show_share "$1"
            continue
        fi
        ((status == 0)) || break
        line=$part part=
        if ! [[ $line =~ ^\[([0-9]+)/([0-9]+)\]\ (.*) ]]; then
            [[ $terminal == yes && $line == @(Fetching|Computing|Creating|Building|Planning)* ]] \
                && live_line "${line:0:columns-4}"
            continue
        fi
        step=${BASH_REMATCH[1]} total=${BASH_REMATCH[2]}
        # The first few steps are planning, with totals that say nothing.
        ((total > 10)) || continue
        percent=$((100 * step / total))
        ((percent <= best)) || best=$percent
        doing=${BASH_REMATCH[3]}
        show_share "$1"
    done
    finish_live_line
}

# The errors of a build log, each once, with the source lines the compiler quotes under them.
show_errors() {
    local found
    found=$(awk '
        # A module is compiled in several batches, and each repeats the errors of the files it reads.
        /(: |^)error: |(: |^)fatal error: |undefined reference to / { showing = !seen[$0]++; if (showing) print; next }
        /^\[[0-9]+\/[0-9]+\]|: (warning|note): |^$|^(Building|Fetching|Planning)/ { showing = 0; next }
        showing { print }
    ' "$1" | head -n 80)
    if [[ -n $found ]]; then
        printf '%s\n' "$found" >&2
    else
        tail -n 30 "$1" >&2
    fi
}

build_with_progress() {
    local log=$1 product=$2
    shift 2
    swift build "${SWIFT_BUILD_FLAGS[@]}" --product "$product" "$@" 2>&1 | tee "$log" | show_progress "$product"
}

# swift_build LOG PRODUCT ARGUMENTS…: returns swift build's own status.
swift_build() {
    local log=$1 status=0
    interruptible build_with_progress "$@" || status=$?
    if ((status != 0)); then
        show_errors "$log"
    fi
    return "$status"
}
