# shellcheck shell=bash
# The steps of ops/up and ops/down: what is started, in which order, and stopped in the opposite one.

BROKER_BOOTSTRAP="127.0.0.1:${SERVICE_PORT[broker]}"
# The provider names itself by the address it is asked at, so everybody has to ask at this one.
SIGN_IN_ISSUER="http://127.0.0.1:${SERVICE_PORT[sign-in]}"
HUB="$HUB_ROOT/.build/release/hub"

# Everything this clone has running, in the order it was started.
running() {
    local name
    if postgres_running "$(postgres_home postgres)"; then echo postgres; fi
    for name in broker mail sign-in "${HUB_SERVICES[@]}"; do
        [[ -z $(process_pid "$name") ]] || echo "$name"
    done
}

stop_everything() {
    local index home
    for ((index = ${#HUB_SERVICES[@]} - 1; index >= 0; index--)); do
        stop_process "${HUB_SERVICES[index]}"
    done
    stop_process sign-in
    stop_process mail
    stop_process broker
    home=$(postgres_home postgres)
    if postgres_running "$home"; then
        step_begin postgres
        postgres_stop "$home"
        step_done stopped
    fi
}

discard_data() {
    local folder
    postgres_discard "$(postgres_home postgres)"
    rm -f "$HUB_STATE/postgres"
    for folder in mail secrets config clients; do
        rm -rf "${HUB_STATE:?}/$folder"
    done
}

start_postgres() {
    local home password
    home=$(postgres_home postgres)
    if ! postgres_complete "$home"; then
        postgres_discard "$home"
        postgres_create "$home" "$HUB_ADMIN_PASSWORD"
    fi
    [[ $home == "$HUB_STATE/postgres" ]] || ln -sfn "$home" "$HUB_STATE/postgres"
    postgres_start "$home" "${SERVICE_PORT[postgres]}"
    password=$(cat "$HUB_ADMIN_PASSWORD")
    # The one thing `hub migrate` cannot do is make the database it connects to.
    PGPASSWORD=$password "$(postgres_bin)/createdb" --host 127.0.0.1 --port "${SERVICE_PORT[postgres]}" \
        --username postgres "$HUB_DATABASE" 2>"$HUB_LOG/createdb.log" \
        || grep -q 'already exists' "$HUB_LOG/createdb.log" \
        || die "the database $HUB_DATABASE could not be made." "$(cat "$HUB_LOG/createdb.log")"
}

start_broker() {
    start_process broker "$HUB" broker --listen "$BROKER_BOOTSTRAP"
    wait_listening broker "${SERVICE_PORT[broker]}" 20
}

start_mail() {
    start_process mail "$HUB_VENV/bin/python" -m aiosmtpd -n -l "127.0.0.1:${SERVICE_PORT[mail]}" \
        -c aiosmtpd.handlers.Mailbox "$HUB_STATE/mail"
    wait_listening mail "${SERVICE_PORT[mail]}" 20
}

# An OpenID provider at which anybody may be any of the sample people. For one machine, never for real people.
start_sign_in() {
    start_process sign-in "$HUB_VENV/bin/python" "$HUB_ROOT/ops/lib/sign-in.py" --port "${SERVICE_PORT[sign-in]}" \
        --people "$HUB_ROOT/ops/samples/people.json"
    wait_listening sign-in "${SERVICE_PORT[sign-in]}" 30
}

# grant_sample_people DATABASE-URL: the access those people have.
grant_sample_people() {
    DATABASE_URL=$1 hub_step people people grant --file "$HUB_ROOT/ops/samples/people.json" \
        --issuer "$SIGN_IN_ISSUER" --reason 'for trying out'
}

# write_configuration DATABASE-URL BOOTSTRAP PROFILE
write_configuration() {
    local name ports=()
    for name in "${HUB_SERVICES[@]}"; do
        ports+=(--port "$name=${SERVICE_PORT[$name]}")
    done
    "$HUB_VENV/bin/python" "$HUB_ROOT/ops/lib/write-config.py" --secrets "$HUB_STATE/secrets" \
        --out "$HUB_STATE/config" --samples "$HUB_ROOT/ops/samples" --assets "$HUB_STATE/assets" \
        --database-url "$1" --bootstrap "$2" --profile "$3" \
        --smtp-url "smtp://127.0.0.1:${SERVICE_PORT[mail]}" --sign-in "$SIGN_IN_ISSUER" "${ports[@]}"
}

# register_demo_client DATABASE-URL: the system of one sample agency, to try signing in as a machine. Its private key is in
# .hub/clients and goes with the data.
register_demo_client() {
    local folder="$HUB_STATE/clients/larkrise-mis"
    hub_step clients clients pair --out "$folder"
    DATABASE_URL=$1 "$HUB" clients show larkrise-mis >/dev/null 2>&1 || DATABASE_URL=$1 hub_step clients clients add \
        larkrise-mis --name 'Larkrise Academy: its own system' --organisation agency-larkrise-academy \
        --agency-kind education --jwks "$folder/jwks.json" --reason 'for trying out'
}

start_services() {
    local name deadline
    for name in "${HUB_SERVICES[@]}"; do
        start_process "$name" "${FILES_DECIDE[@]}" "$HUB_ROOT/.build/release/$name" \
            --config "$HUB_STATE/config/$name.json"
    done
    deadline=$((SECONDS + ${HUB_READY_SECONDS:-60}))
    for name in "${HUB_SERVICES[@]}"; do
        live_line "waiting for $name …"
        wait_ready "$name" "$deadline"
    done
}

# hub_step LOG ARGUMENTS…: one command of hub, whose output is shown only when it fails. Secrets go to it in variables,
# never in arguments: those show in the list of processes.
hub_step() {
    local log="$HUB_LOG/$1.log"
    shift
    if ! interruptible "$HUB" "$@" >"$log" 2>&1; then
        finish_live_line
        tail -n 15 "$log" >&2
        die "'hub $1' failed." "The whole log: ${log#"$HUB_ROOT"/}"
    fi
}
