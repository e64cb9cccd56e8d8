# shellcheck shell=bash
# Background processes by pid file. A file holds the pid and the time the process was born, so that a pid which has
# since gone to a stranger is never signalled.

# "STATE BIRTH" of a pid, or nothing. The command's name may hold blanks and brackets, hence the cut at the last one.
process_stat() {
    local stat
    { stat=$(<"/proc/$1/stat"); } 2>/dev/null || return 0
    # shellcheck disable=SC2086 # split into fields on purpose
    set -- ${stat##*) }
    printf '%s %s' "$1" "${20}"
}

# start_process NAME COMMAND…: logs to .hub/log/NAME.log, pid in .hub/run/NAME.pid.
start_process() {
    local name=$1 pid stat
    shift
    # Its own session: Ctrl-C in the terminal reaches the script alone, which then stops everything in the right order.
    setsid "$@" >>"$HUB_LOG/$name.log" 2>&1 </dev/null 9>&- &
    pid=$!
    disown "$pid"
    stat=$(process_stat "$pid")
    printf '%s %s\n' "$pid" "${stat##* }" >"$HUB_RUN/$name.pid"
}

# The pid of NAME when it runs, else nothing.
process_pid() {
    local pid birth stat
    [[ -r $HUB_RUN/$1.pid ]] || return 0
    read -r pid birth <"$HUB_RUN/$1.pid" || return 0
    stat=$(process_stat "$pid")
    [[ -n $stat && ${stat%% *} != Z && ${stat##* } == "$birth" ]] && printf '%s' "$pid"
    return 0
}

# stop_process NAME: asks, waits ten seconds, then says so and kills.
stop_process() {
    local name=$1 pid deadline
    pid=$(process_pid "$name")
    if [[ -n $pid ]]; then
        step_begin "$name"
        if ! kill -TERM "$pid" 2>/dev/null && [[ -n $(process_pid "$name") ]]; then
            die "$name (pid $pid) was started by $(stat -c %U "/proc/$pid")." "Run ./ops/down as that user."
        fi
        deadline=$(($(now_ms) + 10000))
        while [[ -n $(process_pid "$name") ]] && (($(now_ms) < deadline)); do
            sleep 0.05
        done
        if [[ -n $(process_pid "$name") ]]; then
            kill -KILL "$pid" 2>/dev/null || true
            step_done "did not stop within 10 s: killed. Its last words are in .hub/log/$name.log"
        else
            step_done stopped
        fi
    fi
    rm -f "$HUB_RUN/$name.pid"
}

# Ends the script with the end of NAME's log. process_failed NAME WHAT-IS-WRONG
process_failed() {
    finish_live_line
    printf '\n--- the end of .hub/log/%s.log\n' "$1" >&2
    tail -n 15 "$HUB_LOG/$1.log" >&2 || true
    die "$2" "The whole log: .hub/log/$1.log"
}

# wait_listening NAME PORT SECONDS: until the process accepts connections.
wait_listening() {
    local deadline=$((SECONDS + $3))
    until port_taken "$2"; do
        [[ -n $(process_pid "$1") ]] || process_failed "$1" "$1 ended at once."
        ((SECONDS < deadline)) || process_failed "$1" "$1 did not open port $2 within $3 s."
        sleep 0.05
    done
}

# wait_ready NAME DEADLINE (in SECONDS of this shell): until /health/ready says yes.
wait_ready() {
    local url="http://127.0.0.1:${SERVICE_PORT[$1]}/health/ready" answer
    until answer=$(curl -sS -m 2 --fail-with-body "$url" 2>&1); do
        [[ -n $(process_pid "$1") ]] || process_failed "$1" "$1 ended before it was ready."
        ((SECONDS < $2)) || process_failed "$1" "$1 is not ready. $url says: ${answer:0:400}"
        sleep 0.1
    done
}
