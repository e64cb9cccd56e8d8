#!/usr/bin/env bash
# Makes a private key for a system of yours, and says its public half as a JWKS document.
#
#   make-key.sh KEY.pem KID >public.jwks.json
#
# KEY.pem stays with you and signs; the document goes to the hub's operator. KID is your name for the key, such as 2026:
# when you change keys, the next one has another. Needs openssl 3 and xxd.
set -euo pipefail

key=$1 kid=$2
if [[ -e $key ]]; then
    printf '%s is there already: not overwritten.\n' "$key" >&2
    exit 1
fi
(umask 077 && openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out "$key")
modulus=$(openssl rsa -in "$key" -noout -modulus | cut -d= -f2 | xxd -r -p | openssl base64 -A | tr '+/' '-_' | tr -d =)
printf '{"keys": [{"kty": "RSA", "use": "sig", "alg": "RS512", "kid": "%s", "e": "AQAB", "n": "%s"}]}\n' "$kid" "$modulus"
