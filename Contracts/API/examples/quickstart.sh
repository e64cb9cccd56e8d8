#!/usr/bin/env bash
# Refers a child with curl, and looks what became of it. The steps are those of quickstart.py and quickstart.ps1.
#
#   quickstart.sh HUB CLIENT KEY.pem KID REFERRAL.json
#   quickstart.sh http://127.0.0.1:8081 larkrise-mis KEY.pem 2026 referrals/education.json
#
# CLIENT is registered for your organisation, with the public half of KEY.pem under the name KID. Needs bash, curl, openssl.
set -euo pipefail

hub=$1 client=$2 key=$3 kid=$4 referral=$5
base64url() { openssl base64 -A | tr '+/' '-_' | tr -d =; }
uuid() { openssl rand -hex 16 | sed -E 's/(.{8})(.{4})(.{4})(.{4})/\1-\2-\3-\4-/'; }

# 1. Sign in: a statement that counts for two minutes and once, signed with your key; for it, a token for ten minutes.
header=$(printf '{"alg": "RS512", "kid": "%s"}' "$kid" | base64url)
claims=$(printf '{"iss": "%s", "sub": "%s", "aud": "%s/oauth2/token", "exp": %d, "jti": "%s"}' \
    "$client" "$client" "$hub" "$(($(date +%s) + 120))" "$(uuid)" | base64url)
signature=$(printf '%s.%s' "$header" "$claims" | openssl dgst -sha512 -sign "$key" -binary | base64url)
token=$(curl --silent --show-error --fail-with-body "$hub/oauth2/token" \
    --data grant_type=client_credentials \
    --data client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer \
    --data client_assertion="$header.$claims.$signature" \
    | sed 's/.*"access_token" *: *"\([^"]*\)".*/\1/')

# The token goes in by a pipe, so that it is not seen in the list of processes.
call() {
    curl --silent --show-error --fail-with-body --config - "$@" <<<"header = \"Authorization: Bearer $token\""
    printf '\n'
}

# 2. Refer. Keep the Idempotency-Key until you have an answer: the same request with the same key is stored once.
headers=$(mktemp)
trap 'rm -f "$headers"' EXIT
printf 'Posted: '
call "$hub/v1/referrals" --dump-header "$headers" --header "Idempotency-Key: \"$(uuid)\"" \
    --header 'Content-Type: application/json' --data-binary "@$referral"
location=$(sed -n 's/^[Ll]ocation: *\([^[:cntrl:]]*\).*/\1/p' "$headers")

# 3. Read it: what you posted, where it stands, what you may do now.
printf 'Read: '
call "$hub$location"

# 4. What waits for you: questions to answer, advice to follow.
printf 'Returned to me: '
call "$hub/v1/referrals?returned=true"

# 5. What happened. Go on with `next` of the answer: ?after=NEXT&wait=30 answers as soon as there is something new.
printf 'Events: '
call "$hub/v1/events?wait=10"
