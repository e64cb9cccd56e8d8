# shellcheck shell=bash
# A PostgreSQL cluster of the project's own, from Debian's package. PostgreSQL refuses to run as root, so root runs it
# as the user `postgres` that Debian's package makes.

postgres_bin() {
    local newest
    newest=$(find /usr/lib/postgresql -mindepth 1 -maxdepth 1 -regex '.*/[0-9]+' 2>/dev/null | sort -V | tail -1)
    if [[ -z $newest || ! -x $newest/bin/initdb || ${newest##*/} -lt 15 ]]; then
        die "PostgreSQL 15 or newer is not installed." "Run ./ops/setup, or: apt-get install postgresql-15"
    fi
    printf '%s' "$newest/bin"
}

# Put before a command: runs it as the cluster's user, from /, because that user may not be allowed into the present
# folder. An array and no function, so that a trap which interrupts the command does not speak into its redirections.
AS_POSTGRES=(env)
((EUID != 0)) || AS_POSTGRES=(env --chdir=/ runuser -u postgres --)
readonly AS_POSTGRES

# A short name for this clone, for the places outside it that a few machines need.
clone_tag() { printf '%s' "$HUB_ROOT" | cksum | cut -d ' ' -f 1; }

# postgres_home NAME: the folder of a cluster: .hub/NAME; but /var/lib/referral-hub/… when root's clone lies where the
# user postgres cannot walk (/root, say). Opening up root's home would be the wrong cure.
postgres_home() {
    if ((EUID == 0)) && ! "${AS_POSTGRES[@]}" test -x "$HUB_STATE" 2>/dev/null; then
        printf '/var/lib/referral-hub/%s/%s' "$(clone_tag)" "$1"
    else
        printf '%s/%s' "$HUB_STATE" "$1"
    fi
}

# postgres_create HOME PASSWORD-FILE: a new cluster, superuser `postgres`, with checksums.
postgres_create() {
    local home=$1 password=$2 bin
    bin=$(postgres_bin)
    if [[ ! -s $password ]]; then
        mkdir -p "${password%/*}"
        (umask 077 && od -An -N 24 -tx1 /dev/urandom | tr -d ' \n' >"$password")
    fi
    (umask 022 && mkdir -p "$home")
    # initdb reads the password as the cluster's user, who cannot read our secrets.
    install -m 600 "$password" "$home/password"
    ((EUID != 0)) || chown -R postgres "$home"
    "${AS_POSTGRES[@]}" "$bin/initdb" --pgdata "$home/data" --username postgres --pwfile "$home/password" \
        --auth scram-sha-256 --encoding UTF8 --locale C.UTF-8 --data-checksums >"$HUB_LOG/initdb.log" 2>&1 || {
        tail -n 5 "$HUB_LOG/initdb.log" >&2
        die "PostgreSQL's initdb failed in $home." "The whole log: .hub/log/initdb.log"
    }
    rm -f "$home/password"
    printf "include = 'hub.conf'\n" | "${AS_POSTGRES[@]}" tee -a "$home/data/postgresql.conf" >/dev/null
}

# True when the cluster was made to the end: the include is the last thing postgres_create writes.
postgres_complete() { "${AS_POSTGRES[@]}" grep -qs "^include = 'hub.conf'" "$1/data/postgresql.conf"; }

# The folder for the socket. A path in sockaddr_un holds 107 bytes at most, so a deep clone needs a shorter one.
postgres_socket() {
    local home=$1 port=$2 folder="$1/socket"
    if ((${#folder} + ${#port} + 11 > 107)); then
        folder="/tmp/referral-hub-$EUID-$(clone_tag)-${home##*/}"
    fi
    printf '%s' "$folder"
}

# postgres_start HOME PORT
postgres_start() {
    local home=$1 port=$2 bin socket
    bin=$(postgres_bin)
    socket=$(postgres_socket "$home" "$port")
    rm -rf "$socket"
    (umask 077 && mkdir "$socket") || die "cannot make the folder $socket for PostgreSQL's socket."
    ((EUID != 0)) || chown postgres "$socket"
    "${AS_POSTGRES[@]}" tee "$home/data/hub.conf" >/dev/null <<CONF
# Written by ops at every start. For one machine that also runs everything else.
port = $port
listen_addresses = '127.0.0.1'
unix_socket_directories = '$socket'
max_connections = 200
shared_buffers = 256MB
work_mem = 8MB
maintenance_work_mem = 128MB
max_wal_size = 2GB
checkpoint_timeout = 15min
random_page_cost = 1.1
jit = off

# Kept on, in tests too: a 201 means it is on disk, and a test that skipped this would prove something else.
fsync = on
synchronous_commit = on
full_page_writes = on

# No personal detail in logs: terse leaves out DETAIL, which quotes the values of a row; no statement, no parameter.
log_error_verbosity = terse
log_min_error_statement = panic
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
CONF
    "${AS_POSTGRES[@]}" "$bin/pg_ctl" start --silent --wait --timeout 60 --pgdata "$home/data" --log "$home/server.log" \
        9>&- >"$HUB_LOG/pg_ctl.log" 2>&1 || {
        tail -n 10 "$home/server.log" >&2 2>/dev/null || true
        die "PostgreSQL did not start on port $port." "The whole log: $home/server.log"
    }
}

postgres_running() {
    [[ -d $1/data ]] && "${AS_POSTGRES[@]}" "$(postgres_bin)/pg_ctl" status --pgdata "$1/data" >/dev/null 2>&1
}

# postgres_stop HOME: fast (sessions are ended, nothing committed is lost), and immediate when that takes over 10 s.
postgres_stop() {
    local home=$1 bin
    bin=$(postgres_bin)
    postgres_running "$home" || return 0
    if "${AS_POSTGRES[@]}" "$bin/pg_ctl" stop --silent --mode fast --timeout 10 --pgdata "$home/data" >/dev/null 2>&1; then
        return 0
    fi
    printf '  postgres did not stop within 10 s: stopping it at once (it recovers at the next start)\n'
    "${AS_POSTGRES[@]}" "$bin/pg_ctl" stop --silent --mode immediate --timeout 10 --pgdata "$home/data" >/dev/null 2>&1 || true
}

# postgres_discard HOME: the stopped cluster and its socket folder.
postgres_discard() {
    local home=$1
    rm -rf "$home" "/tmp/referral-hub-$EUID-$(clone_tag)-${home##*/}" 2>/dev/null || true
    [[ ! -e $home ]] || die "cannot remove $home: it belongs to $(stat -c %U "$home")." "Remove it as that user: sudo rm -rf '$home'"
}

# postgres_url PASSWORD-FILE PORT DATABASE
postgres_url() { printf 'postgres://postgres:%s@127.0.0.1:%s/%s' "$(cat "$1")" "$2" "$3"; }
