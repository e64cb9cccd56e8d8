# Refers a child with PowerShell 7, and looks what became of it. The steps are those of quickstart.sh and quickstart.py.
#
#   pwsh quickstart.ps1 HUB CLIENT KEY.pem KID REFERRAL.json
#   pwsh quickstart.ps1 http://127.0.0.1:8081 larkrise-mis KEY.pem 2026 referrals/education.json
#
# CLIENT is registered for your organisation, with the public half of KEY.pem under the name KID.
#
# The other two run in the project's tests; this one does not, because PowerShell is no package of Debian. It does the same,
# step by step: where it fails and they do not, tell us.
param(
    [Parameter(Mandatory)] [string] $Hub,
    [Parameter(Mandatory)] [string] $Client,
    [Parameter(Mandatory)] [string] $Key,
    [Parameter(Mandatory)] [string] $Kid,
    [Parameter(Mandatory)] [string] $Referral
)
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

function ConvertTo-Base64Url([byte[]] $Bytes) {
    [Convert]::ToBase64String($Bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_')
}

# A statement that counts for two minutes and once, signed with your key; for it, a token for ten minutes.
function Get-HubToken {
    $header = [ordered]@{ alg = 'RS512'; kid = $Kid }
    $claims = [ordered]@{
        iss = $Client
        sub = $Client
        aud = "$Hub/oauth2/token"
        exp = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds() + 120
        jti = [Guid]::NewGuid().ToString()
    }
    $parts = foreach ($part in $header, $claims) {
        ConvertTo-Base64Url ([Text.Encoding]::UTF8.GetBytes(($part | ConvertTo-Json -Compress)))
    }
    $statement = $parts -join '.'
    $rsa = [Security.Cryptography.RSA]::Create()
    try {
        $rsa.ImportFromPem((Get-Content -Raw -LiteralPath $Key))
        $signature = $rsa.SignData(
            [Text.Encoding]::ASCII.GetBytes($statement),
            [Security.Cryptography.HashAlgorithmName]::SHA512,
            [Security.Cryptography.RSASignaturePadding]::Pkcs1)
    } finally {
        $rsa.Dispose()
    }
    $form = @{
        grant_type = 'client_credentials'
        client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
        client_assertion = "$statement.$(ConvertTo-Base64Url $signature)"
    }
    (Invoke-RestMethod -Method Post -Uri "$Hub/oauth2/token" -Body $form).access_token
}

$authorization = @{ Authorization = "Bearer $(Get-HubToken)" }

# Keep the Idempotency-Key until you have an answer: the same request with the same key is stored once.
$posting = @{
    Method = 'Post'
    Uri = "$Hub/v1/referrals"
    Headers = $authorization + @{ 'Idempotency-Key' = "`"$([Guid]::NewGuid())`"" }
    ContentType = 'application/json'
    Body = [IO.File]::ReadAllBytes((Resolve-Path -LiteralPath $Referral).Path)
    SkipHeaderValidation = $true
}
$posted = Invoke-WebRequest @posting
"Posted: $($posted.Content)"

# What you posted, where it stands, what you may do now.
$location = @($posted.Headers['Location'])[0]
"Read: $((Invoke-WebRequest -Uri "$Hub$location" -Headers $authorization).Content)"

# What waits for you: questions to answer, advice to follow.
"Returned to me: $((Invoke-WebRequest -Uri "$Hub/v1/referrals?returned=true" -Headers $authorization).Content)"

# Go on with `next` of the answer: ?after=NEXT&wait=30 answers as soon as there is something new.
"Events: $((Invoke-WebRequest -Uri "$Hub/v1/events?wait=10" -Headers $authorization).Content)"
