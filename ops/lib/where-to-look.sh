# shellcheck shell=bash
# What ops/up says at the end: addresses, tokens to try, a curl to copy.

where_to_look() {
    local token='.build/release/hub token --as'
    local intake="http://127.0.0.1:${SERVICE_PORT[referral-intake]}"
    local router="http://127.0.0.1:${SERVICE_PORT[locality-router]}"
    local name
    printf '\n  Look at\n'
    printf '    %-20s%s\n' portal "http://127.0.0.1:${SERVICE_PORT[portal]}/" \
        'API, to try' "$intake/docs" 'API description' "$intake/openapi.json" mail '.hub/mail/new' logs '.hub/log'
    for name in "${HUB_SERVICES[@]}"; do
        printf '    %-20shttp://127.0.0.1:%s/health/ready   /metrics\n' "$name" "${SERVICE_PORT[$name]}"
    done
    printf '    %-20s%s\n' 'machines sign in' "$intake/oauth2/token, client larkrise-mis, key .hub/clients/larkrise-mis/private.jwk"
    # From here at the margin: what is to be copied must not begin with blanks.
    cat <<TEXT

  Sign in to the portal: choose one of these at $SIGN_IN_ISSUER, or another of ops/samples/people.json

coordinator-gloucester   larkrise-senco   severn-vale-user   police-member   board-member   dpo   operator

  Tokens to try (more people: .build/release/hub token --list)

$token education-client
$token coordinator-gloucester

  A referral to post, and the queue it goes to

curl -sS -X POST $intake/v1/referrals \\
  -H "Authorization: Bearer \$($token education-client)" \\
  -H "Idempotency-Key: \"\$(cat /proc/sys/kernel/random/uuid)\"" \\
  -H 'Content-Type: application/json' --data-binary @- <<'JSON'
{
  "child": {
    "given_name": "Ash", "family_name": "Invented", "date_of_birth": "2014-02-11", "home_postcode": "GL1 1AA",
    "send": { "provision": "K", "needs": ["SEMH"] },
    "care": { "child_protection_plan": false, "child_in_need": false, "child_in_care": false }
  },
  "referrer": { "name": "Sam Specimen", "role": "SENCo", "email": "senco@larkrise-academy.example.org" },
  "source": "2A", "level": 3, "needs": ["SEMH"],
  "concerns": "Ash has missed a lot of school this term.", "tried": ["Mentor twice a week"],
  "views": {}, "lawful_basis": { "basis": "public_task" }
}
JSON

curl -sS "$router/v1/cases" -H "Authorization: Bearer \$($token coordinator-gloucester)"
TEXT
}
