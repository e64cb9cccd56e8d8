# shellcheck shell=bash
# Who listens where on the loopback interface.

# True when something accepts connections on 127.0.0.1:PORT.
port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# The name and pid of the listener on PORT, as far as this user may see it.
port_owner() {
    local line
    if command -v ss >/dev/null; then
        line=$(ss -Hltnp "sport = :$1" 2>/dev/null | sed -n 's/.*users:(("\([^"]*\)",pid=\([0-9]*\).*/\1 (pid \2)/p' | head -1)
    elif command -v lsof >/dev/null; then
        line=$(lsof -nP -iTCP:"$1" -sTCP:LISTEN 2>/dev/null | awk 'NR == 2 { print $1 " (pid " $2 ")" }')
    fi
    printf '%s' "${line:-another process (who it is, only root can see)}"
}

# A port nobody listens on, below the range the kernel hands out to clients by itself.
free_port() {
    local port tries
    for ((tries = 0; tries < 100; tries++)); do
        port=$((20000 + RANDOM % 12000))
        if ! port_taken "$port"; then
            printf '%s' "$port"
            return 0
        fi
    done
    die "no free port found between 20000 and 32000."
}

# check_ports NAME…: each of them must be a port, free, and unlike the others; all trouble is told at once.
check_ports() {
    local name port trouble=() seen=' '
    for name in "$@"; do
        port=${SERVICE_PORT[$name]}
        if ! [[ $port =~ ^[0-9]{1,5}$ ]] || ((port < 1 || port > 65535)); then
            trouble+=("${PORT_VARIABLE[$name]}=$port is not a port number (1 to 65535).")
        elif [[ $seen == *" $port "* ]]; then
            trouble+=("$name: port $port is given twice. Give it another: ${PORT_VARIABLE[$name]}=$((port + 100))")
        elif port_taken "$port"; then
            trouble+=("$name: port $port is taken by $(port_owner "$port")."
                "    Stop that, or use another: ${PORT_VARIABLE[$name]}=$((port + 100)) ./ops/up")
        fi
        seen+="$port "
    done
    ((${#trouble[@]} == 0)) || die "not every port can be used. Nothing was started." "${trouble[@]}"
}
