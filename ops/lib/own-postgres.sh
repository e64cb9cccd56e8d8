#!/usr/bin/env bash
# A PostgreSQL server for one test, which stops it in every way there is. Its superuser's password lies in HOME.password.
#
#   own-postgres.sh create|start|restart|kill|stop|discard HOME PORT
set -euo pipefail

here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=common.sh
source "$here/common.sh"
# shellcheck source=postgres.sh
source "$here/postgres.sh"

action=$1 home=$2 port=$3

# Whoever started this script may wait until everything it left open is closed, and the server goes on. What bash reads this
# script from has any number (255, unless whoever started it had that many files open), so it is known by its file.
close_what_is_not_ours() {
    local file fd
    for file in /proc/"$BASHPID"/fd/*; do
        fd=${file##*/}
        ((fd < 3)) || [[ $file -ef ${BASH_SOURCE[0]} ]] || eval "exec $fd>&-"
    done
}

# After a kill the server's children need a moment to notice, and until then it does not start again.
start() {
    local deadline=$((SECONDS + 20))
    until (close_what_is_not_ours && postgres_start "$home" "$port" 2>"$home.trouble"); do
        ((SECONDS < deadline)) || die "PostgreSQL does not start in $home." "$(cat "$home.trouble")"
        sleep 0.1
    done
    rm -f "$home.trouble"
}

case $action in
    create)
        prepare_state
        postgres_create "$home" "$home.password"
        start
        ;;
    start) start ;;
    restart)
        postgres_stop "$home"
        start
        ;;
    kill) kill -KILL "$(head -n 1 "$home/data/postmaster.pid")" ;;
    stop) postgres_stop "$home" ;;
    discard) postgres_discard "$home" ;;
    *) die "'$action' is nothing that can be done to a server." ;;
esac
