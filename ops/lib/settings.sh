# shellcheck shell=bash
# The services, their ports and the variables that change them. The order is the order of starting.
# shellcheck disable=SC2034 # read by the scripts that source this

HUB_SERVICES=(referral-intake locality-router placement-matcher notifier portal)
readonly HUB_SERVICES

declare -rA PORT_VARIABLE=(
    [referral-intake]=HUB_INTAKE_PORT
    [locality-router]=HUB_ROUTER_PORT
    [placement-matcher]=HUB_MATCHER_PORT
    [notifier]=HUB_NOTIFIER_PORT
    [portal]=HUB_PORTAL_PORT
    [broker]=HUB_BROKER_PORT
    [postgres]=HUB_POSTGRES_PORT
    [mail]=HUB_SMTP_PORT
    [sign-in]=HUB_SIGNIN_PORT
)

declare -rA SERVICE_PORT=(
    [referral-intake]=${HUB_INTAKE_PORT:-8081}
    [locality-router]=${HUB_ROUTER_PORT:-8082}
    [placement-matcher]=${HUB_MATCHER_PORT:-8083}
    [notifier]=${HUB_NOTIFIER_PORT:-8084}
    [portal]=${HUB_PORTAL_PORT:-8085}
    [broker]=${HUB_BROKER_PORT:-19092}
    [postgres]=${HUB_POSTGRES_PORT:-15432}
    [mail]=${HUB_SMTP_PORT:-12525}
    [sign-in]=${HUB_SIGNIN_PORT:-9400}
)

HUB_ADMIN_PASSWORD="$HUB_STATE/secrets/postgres.password"
HUB_DATABASE=referral_hub
readonly HUB_ADMIN_PASSWORD HUB_DATABASE

# Put before a command, this takes away the configuration keys that the files under .hub/config decide. The environment
# outranks a file, so an administrator's DATABASE_URL would otherwise become every service's own. KAFKA_SETTINGS,
# LOG_LEVEL and CLOCK_AHEAD pass.
FILES_DECIDE=(
    env -u DATABASE_URL -u DATABASE_POOL -u KEYRING_DATABASE_URL -u KAFKA_BOOTSTRAP -u KAFKA_PROFILE -u HTTP_HOST
    -u HTTP_PORT -u AUTH_ISSUER -u AUTH_AUDIENCE -u AUTH_JWKS -u PRIVACY_MASTER_KEYS -u MIGRATE_ONLY
    -u DIRECTORY_FILE -u CONTACTS_FILE -u SMTP_URL -u SMTP_FROM -u SMTP_AT_ONCE -u PORTAL_ISSUERS -u PORTAL_DEMONSTRATION
    -u PORTAL_NAME -u PORTAL_COLOUR -u PORTAL_SECURITY_CONTACT -u ROUTER_URL -u MATCHER_URL -u NOTIFIER_URL
    -u PORTAL_ASSETS -u PORTAL_URL -u LIVE_HEARTBEAT -u INTAKE_URL -u TOKEN_KEYS -u TOKEN_RATE_LIMIT -u RATE_LIMIT -u DOCS_ASSETS -u HUB_CONFIG
)
readonly FILES_DECIDE
