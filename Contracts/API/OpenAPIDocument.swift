// Written by ops/lib/openapi-to-swift.py from openapi.yaml. Do not edit.

/// The OpenAPI 3.1 document of all services, as each serves it at `/openapi.json`.
public enum OpenAPIDocument {
    /// The document, as JSON text in UTF-8.
    public static let json: String = #"""
        {
         "openapi": "3.1.0",
         "info": {
          "title": "Referral Hub",
          "version": "1.0.0",
          "summary": "One door for every agency that is worried about a child.",
          "description": "Schools, health, police, youth justice, housing, social care and the voluntary sector post\nreferrals here. The hub works out the locality and the forum, puts the referral in that\nlocality's queue and, where the answer is alternative provision, finds a provider with a\nfitting place and asks it. Everyone who has a stake hears what happened.\n\n**Manners, the same everywhere**\n\n- Times are UTC, RFC 3339 with `Z`; dates are ISO 8601. Unknown fields are refused.\n- A list is `{items, next}`: hand `next` back as `?cursor=`. The same address is in\n  `Link: <…>; rel=\"next\"`. No `next`: that was the last page.\n- Every error is `application/problem+json` (RFC 9457). The last part of `type` is the\n  problem's code. `errors` has all that is wrong at once, each with a JSON pointer and a code.\n  No error repeats what was sent.\n- Every POST needs `Idempotency-Key`. The same key with the same body gets the same answer\n  again, with `Idempotency-Replayed: true`; it is kept for 7 days per client.\n- `ETag` is the version of what was read. A change sends it back as `If-Match`. An `If-Match`\n  that is out of date is answered 412, and nothing is changed.\n- `allowed_moves` is what this caller may do now. Any other move is answered 409.\n- A child's name, date of birth and identifiers are never part of an address, a header, a list\n  or an error. Reading them leaves a trace in the access log.\n- Each client has a quota, and at the public directory each address has (of IPv6, each /64): `RateLimit-Policy` says how\n  many requests in how many seconds, `RateLimit` what is left. Beyond it the answer is 429 with `Retry-After`, and nothing\n  was done.\n- `trace-id` in every answer, and `instance` in a problem, lead to the logs: quote it when asking for help.\n\n**Problem codes.** 400 `malformed_json`, `invalid_utf8`, `duplicate_name`, `nested_too_deeply`, `bad_request`,\n`idempotency_key_required`, `idempotency_key_invalid`, `if_match_invalid`; 401 `unauthorised`; 403 `forbidden`,\n`role_required`, `other_locality`, `insufficient_scope`; 404 `not_found`; 405 `method_not_allowed`; 409 `not_allowed_now`,\n`changed_meanwhile`, `still_running`, `duplicate_referral`; 410 `erased`; 412 `stale_version`; 413 `body_too_large`; 415\n`unsupported_media_type`; 422 `invalid_fields`, `idempotency_key_reused`, `safeguarding_interruption`; 428\n`if_match_required`; 429 `too_many_requests`; 500 `internal_error`; 503 `unavailable`.\n\n**Machines** sign in with OAuth 2 client credentials (RFC 6749) and a signed assertion, `private_key_jwt` (RFC 7523);\nno secret is shared. The hub's operator registers the public keys of your system as a JWKS document, for one\norganisation; several at once while you change keys. The hub never fetches keys from an address (`jwks_uri`).\nThen, every ten minutes: make a JWT with `iss` and `sub` your client id, `aud` the address of `/oauth2/token`, `exp`\nat most 5 minutes ahead and a `jti` never used before; sign it with ES256 or RS512, name the key with `kid`; post it to\n`/oauth2/token`; send the token you get as `Authorization: Bearer …`. Scopes: `referrals.write` to post and to change,\n`referrals.read` to read, `events.read` for the feed. A disabled client gets no token from that moment, and those it\nhas stop counting within 20 seconds.\n\n**Status words of a referral**, the same in the API, on screens and in mail:\n\n| word | means |\n|---|---|\n| `submitted` | The hub has it and is working out who should see it. |\n| `with_coordinator` | It is in a locality's queue; no person has opened it yet. |\n| `acknowledged` | A coordinator has read it and is deciding what to do. |\n| `needs_information` | A coordinator has asked you something and waits for your answer. |\n| `listed` | It is on the list for a forum's meeting. |\n| `looking_for_a_place` | Alternative provision was agreed; the coordinator is choosing whom to ask. |\n| `offered` | A provider has been asked and has not answered yet. |\n| `placed` | A provider has said yes. |\n| `place_agreed` | There is a place, and it is agreed when the child starts. |\n| `in_placement` | The child has started in the place. |\n| `placement_not_started` | The placement did not begin; the coordinator has it again. |\n| `placement_ended` | The placement has ended; the coordinator has it again. |\n| `no_place_found` | No provision fits; the coordinator has it again. |\n| `search_stopped` | Nobody looks for a place any more; the coordinator has it again. |\n| `supported` | Support was agreed, and goes on. |\n| `closed` | A decision was made, and the hub's work on it has ended. |\n| `withdrawn` | You have withdrawn it. |\n| `entered_in_error` | It was entered in error. |\n",
          "license": {
           "name": "MIT",
           "identifier": "MIT"
          }
         },
         "servers": [
          {
           "url": "http://127.0.0.1:8081",
           "description": "referral-intake"
          },
          {
           "url": "http://127.0.0.1:8082",
           "description": "locality-router"
          },
          {
           "url": "http://127.0.0.1:8083",
           "description": "placement-matcher"
          },
          {
           "url": "http://127.0.0.1:8084",
           "description": "notifier"
          }
         ],
         "tags": [
          {
           "name": "signin",
           "description": "How the systems of agencies sign in. Service `referral-intake`."
          },
          {
           "name": "intake",
           "description": "What agencies post, and where it stands. Service `referral-intake`."
          },
          {
           "name": "router",
           "description": "A locality's queue and a coordinator's decisions. Service `locality-router`."
          },
          {
           "name": "matcher",
           "description": "Requests for alternative provision and providers' answers. Service `placement-matcher`."
          },
          {
           "name": "notifier",
           "description": "Who was told what, and when. Service `notifier`."
          },
          {
           "name": "common",
           "description": "What every service answers alike."
          }
         ],
         "security": [
          {
           "bearer": []
          }
         ],
         "paths": {
          "/oauth2/token": {
           "servers": [
            {
             "url": "http://127.0.0.1:8081",
             "description": "referral-intake"
            }
           ],
           "post": {
            "tags": [
             "signin"
            ],
            "operationId": "getToken",
            "summary": "A token for a machine",
            "description": "Client credentials with a signed assertion. The token counts for ten minutes; ask for a new one then, there is no\nrefresh. It acts for the client's own organisation, whatever the assertion says. No `Idempotency-Key` here: every\nrequest needs a new assertion.\n",
            "security": [],
            "requestBody": {
             "required": true,
             "content": {
              "application/x-www-form-urlencoded": {
               "schema": {
                "$ref": "#/components/schemas/TokenRequest"
               },
               "examples": {
                "assertion": {
                 "value": {
                  "grant_type": "client_credentials",
                  "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                  "client_assertion": "eyJhbGciOiJFUzI1NiIsImtpZCI6IjIwMjYifQ.eyJpc3MiOiJsYXJrcmlzZS1taXMifQ.c2ln",
                  "scope": "referrals.write referrals.read"
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "A token.",
              "headers": {
               "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimitPolicy"
               },
               "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/Token"
                },
                "examples": {
                 "token": {
                  "value": {
                   "access_token": "eyJhbGciOiJFUzI1NiIsImtpZCI6ImgxIn0.eyJpc3MiOiJodHRwczovL2h1YiJ9.c2ln",
                   "token_type": "Bearer",
                   "expires_in": 600,
                   "scope": "referrals.read referrals.write"
                  }
                 }
                }
               }
              }
             },
             "400": {
              "description": "`invalid_request`, `unsupported_grant_type` or `invalid_scope` (RFC 6749, section 5.2).",
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/TokenRefusal"
                },
                "examples": {
                 "grant": {
                  "value": {
                   "error": "unsupported_grant_type",
                   "error_description": "The only grant_type here is client_credentials."
                  }
                 }
                }
               }
              }
             },
             "401": {
              "description": "`invalid_client`: the assertion is not as it has to be, and `error_description` says how; or it is not believed,\nand that it does not say why.\n",
              "headers": {
               "WWW-Authenticate": {
                "description": "There is no scheme for assertions; HTTP wants one to be named.",
                "schema": {
                 "type": "string"
                },
                "example": "Bearer realm=\"referral-hub\""
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/TokenRefusal"
                },
                "examples": {
                 "expired": {
                  "value": {
                   "error": "invalid_client",
                   "error_description": "The client_assertion has expired."
                  }
                 }
                }
               }
              }
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/oauth2/jwks": {
           "servers": [
            {
             "url": "http://127.0.0.1:8081",
             "description": "referral-intake"
            }
           ],
           "get": {
            "tags": [
             "signin"
            ],
            "operationId": "getKeySet",
            "summary": "The public keys that machines' tokens are signed with",
            "security": [],
            "responses": {
             "200": {
              "description": "A JWKS document (RFC 7517). More than one key while they change.",
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/KeySet"
                },
                "examples": {
                 "one": {
                  "value": {
                   "keys": [
                    {
                     "kty": "EC",
                     "crv": "P-256",
                     "kid": "h1",
                     "alg": "ES256",
                     "use": "sig",
                     "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                     "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"
                    }
                   ]
                  }
                 }
                }
               }
              }
             }
            }
           }
          },
          "/.well-known/oauth-authorization-server": {
           "servers": [
            {
             "url": "http://127.0.0.1:8081",
             "description": "referral-intake"
            }
           ],
           "get": {
            "tags": [
             "signin"
            ],
            "operationId": "getAuthorizationServer",
            "summary": "What a client library has to know to sign in",
            "security": [],
            "responses": {
             "200": {
              "description": "Metadata of the authorisation server (RFC 8414).",
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/AuthorizationServer"
                },
                "examples": {
                 "here": {
                  "value": {
                   "issuer": "http://localhost/referral-hub",
                   "token_endpoint": "http://127.0.0.1:8081/oauth2/token",
                   "jwks_uri": "http://127.0.0.1:8081/oauth2/jwks",
                   "response_types_supported": [],
                   "grant_types_supported": [
                    "client_credentials"
                   ],
                   "token_endpoint_auth_methods_supported": [
                    "private_key_jwt"
                   ],
                   "token_endpoint_auth_signing_alg_values_supported": [
                    "ES256",
                    "RS512"
                   ],
                   "scopes_supported": [
                    "events.read",
                    "referrals.read",
                    "referrals.write"
                   ],
                   "service_documentation": "http://127.0.0.1:8081/docs"
                  }
                 }
                }
               }
              }
             }
            }
           }
          },
          "/v1/referrals": {
           "servers": [
            {
             "url": "http://127.0.0.1:8081",
             "description": "referral-intake"
            }
           ],
           "get": {
            "tags": [
             "intake"
            ],
            "operationId": "listReferrals",
            "summary": "The agency's own referrals",
            "description": "Newest first. `returned` says that the next step is the agency's: a coordinator waits for an answer, or a decision of the\nlast 28 days has told it what to do instead. A list never names a child.\n",
            "x-roles": [
             "agency"
            ],
            "security": [
             {
              "bearer": []
             },
             {
              "machine": [
               "referrals.read"
              ]
             }
            ],
            "parameters": [
             {
              "name": "status",
              "in": "query",
              "description": "Only referrals that stand so.",
              "schema": {
               "$ref": "#/components/schemas/StandingStatus"
              }
             },
             {
              "name": "returned",
              "in": "query",
              "description": "Only those whose next step is the agency's, or only the others.",
              "schema": {
               "type": "boolean"
              }
             },
             {
              "name": "open",
              "in": "query",
              "description": "Only those that go on, or only those that have ended (`closed`, `withdrawn`, `entered_in_error`).",
              "schema": {
               "type": "boolean"
              }
             },
             {
              "$ref": "#/components/parameters/Cursor"
             },
             {
              "$ref": "#/components/parameters/Limit"
             }
            ],
            "responses": {
             "200": {
              "description": "A page of referrals.",
              "headers": {
               "Link": {
                "$ref": "#/components/headers/Link"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/ReferralPage"
                },
                "examples": {
                 "returned": {
                  "value": {
                   "items": [
                    {
                     "id": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
                     "reference": "RH-KNQN-V43D",
                     "submitted_at": "2026-11-23T09:30:00Z",
                     "status": "needs_information",
                     "words": "A coordinator has asked you something and waits for your answer.",
                     "with": {
                      "who": "referrer",
                      "words": "The agency that referred"
                     },
                     "next": {
                      "by": "2026-12-07T09:30:00Z",
                      "words": "You answer what was asked."
                     },
                     "returned": true
                    }
                   ],
                   "returned": 1
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           },
           "post": {
            "tags": [
             "intake"
            ],
            "operationId": "postReferral",
            "summary": "Refer a child",
            "description": "A 201 means that the referral is on disk. It is never refused for having come to the wrong\nlocality or team: it is passed on, and the referrer hears.\n\nIf a child is at immediate risk, nothing is stored and the answer is the problem\n`safeguarding_interruption`: call 999 or the Front Door first, then post again with the\nFront Door's reference.\n\nAn agency has one open referral for a child and a kind of need (the first of `needs`). A second is the\nproblem `duplicate_referral`, which names the first and where to amend it. A child is the same child when\nit has the same UPN or NHS number; without either, the hub cannot tell.\n\nInto alternative provision other than `third_sector`, only the authority and those involved in the child's\neducation or support refer: education, early years, post-16, health, social care and youth justice. `aps`\nneeds the headteacher's authorisation with it.\n",
            "x-roles": [
             "agency"
            ],
            "security": [
             {
              "bearer": []
             },
             {
              "machine": [
               "referrals.write"
              ]
             }
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/Referral"
               },
               "examples": {
                "education": {
                 "$ref": "#/components/examples/ReferralFromSchool"
                },
                "minimal": {
                 "$ref": "#/components/examples/ReferralMinimal"
                },
                "health": {
                 "$ref": "#/components/examples/ReferralFromHealth"
                },
                "police": {
                 "$ref": "#/components/examples/ReferralFromPolice"
                },
                "youth_justice": {
                 "$ref": "#/components/examples/ReferralFromYouthJustice"
                },
                "housing": {
                 "$ref": "#/components/examples/ReferralFromHousing"
                },
                "social_care": {
                 "$ref": "#/components/examples/ReferralFromSocialCare"
                },
                "early_years": {
                 "$ref": "#/components/examples/ReferralFromEarlyYears"
                },
                "third_sector": {
                 "$ref": "#/components/examples/ReferralFromThirdSector"
                },
                "post16": {
                 "$ref": "#/components/examples/ReferralFromCollege"
                },
                "local_authority": {
                 "$ref": "#/components/examples/ReferralFromAuthority"
                }
               }
              }
             }
            },
            "responses": {
             "201": {
              "description": "Stored, and on its way to the right people.",
              "headers": {
               "Location": {
                "$ref": "#/components/headers/Location"
               },
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/ReferralReceipt"
                },
                "examples": {
                 "stored": {
                  "$ref": "#/components/examples/ReferralReceipt"
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "409": {
              "$ref": "#/components/responses/DuplicateReferral"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "description": "Something in the body is not right (`invalid_fields`), the key was used with another body\n(`idempotency_key_reused`), or the child is at immediate risk\n(`safeguarding_interruption`). Nothing was stored.\n",
              "content": {
               "application/problem+json": {
                "schema": {
                 "$ref": "#/components/schemas/Problem"
                },
                "examples": {
                 "invalid": {
                  "$ref": "#/components/examples/ProblemInvalid"
                 },
                 "safeguarding": {
                  "$ref": "#/components/examples/ProblemSafeguarding"
                 }
                }
               }
              }
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/referrals/{id}": {
           "servers": [
            {
             "url": "http://127.0.0.1:8081",
             "description": "referral-intake"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "get": {
            "tags": [
             "intake"
            ],
            "operationId": "getReferral",
            "summary": "The agency's referral as posted, and where it stands now",
            "description": "Another agency's referral is answered 404, as one that does not exist. `ETag` is the version of\nthe referral; its standing moves on without it, so do not cache by it.\n",
            "x-roles": [
             "agency"
            ],
            "security": [
             {
              "bearer": []
             },
             {
              "machine": [
               "referrals.read"
              ]
             }
            ],
            "responses": {
             "200": {
              "description": "The referral and its standing.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/ReferralRecord"
                },
                "examples": {
                 "acknowledged": {
                  "$ref": "#/components/examples/ReferralRecord"
                 }
                }
               }
              }
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/referrals/{id}/amendments": {
           "servers": [
            {
             "url": "http://127.0.0.1:8081",
             "description": "referral-intake"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "intake"
            ],
            "operationId": "amendReferral",
            "summary": "Correct or complete a referral",
            "description": "The whole referral as it is to be, checked like a posting, and why. What changed is told as JSON pointers; what it said\nbefore stays on record. Another lawful basis allows sharing again. Allowed while the referral is open. 409\n`duplicate_referral`: the agency has another open referral for the primary need this one would get.\n",
            "x-roles": [
             "agency"
            ],
            "security": [
             {
              "bearer": []
             },
             {
              "machine": [
               "referrals.write"
              ]
             }
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/Amendment"
               },
               "examples": {
                "needs": {
                 "value": {
                  "reason": "The family has told us more.",
                  "referral": {
                   "child": {
                    "given_name": "Ash",
                    "family_name": "Invented",
                    "date_of_birth": "2018-02-11",
                    "send": {
                     "provision": "N"
                    },
                    "care": {
                     "child_protection_plan": false,
                     "child_in_need": false,
                     "child_in_care": false
                    }
                   },
                   "referrer": {
                    "name": "Sam Specimen",
                    "role": "Housing officer",
                    "email": "housing@council.example.org"
                   },
                   "source": "4",
                   "level": 2,
                   "concerns": "The family has moved four times this year and Ash has missed a lot of school.",
                   "needs": [
                    "NSA"
                   ],
                   "views": {
                    "child": "I want to stay at one school."
                   },
                   "lawful_basis": {
                    "basis": "public_task"
                   }
                  }
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "$ref": "#/components/responses/ReferralMoved"
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "description": "Something in the body is not right (`invalid_fields`), the key was used with another body\n(`idempotency_key_reused`), or the child is at immediate risk (`safeguarding_interruption`: call 999 or\nthe Front Door first). Nothing was stored.\n",
              "content": {
               "application/problem+json": {
                "schema": {
                 "$ref": "#/components/schemas/Problem"
                },
                "examples": {
                 "invalid": {
                  "$ref": "#/components/examples/ProblemInvalid"
                 },
                 "safeguarding": {
                  "$ref": "#/components/examples/ProblemSafeguarding"
                 }
                }
               }
              }
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/referrals/{id}/answers": {
           "servers": [
            {
             "url": "http://127.0.0.1:8081",
             "description": "referral-intake"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "intake"
            ],
            "operationId": "answerQuestion",
            "summary": "Answer what a coordinator asked",
            "description": "`question_id` is one of the open `questions` of the referral. Allowed while one is open.\n",
            "x-roles": [
             "agency"
            ],
            "security": [
             {
              "bearer": []
             },
             {
              "machine": [
               "referrals.write"
              ]
             }
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/QuestionAnswer"
               },
               "examples": {
                "answer": {
                 "value": {
                  "question_id": "0193f0a4-11aa-7c01-9d7e-0b6a2f4c8e11",
                  "answer": "Attendance was 62 % last term."
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "$ref": "#/components/responses/ReferralMoved"
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/referrals/{id}/headteacher-authorisation": {
           "servers": [
            {
             "url": "http://127.0.0.1:8081",
             "description": "referral-intake"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "intake"
            ],
            "operationId": "authoriseReferral",
            "summary": "Record a headteacher's authorisation",
            "description": "A headteacher or delegate agrees to a place in the authority's own alternative provision. Allowed while the referral is open,\nasks for alternative provision, and has none on record.\n",
            "x-roles": [
             "agency"
            ],
            "security": [
             {
              "bearer": []
             },
             {
              "machine": [
               "referrals.write"
              ]
             }
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/Authorisation"
               },
               "examples": {
                "head": {
                 "value": {
                  "name": "Alex Example",
                  "on": "2026-11-20"
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "$ref": "#/components/responses/ReferralMoved"
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/referrals/{id}/withdrawal": {
           "servers": [
            {
             "url": "http://127.0.0.1:8081",
             "description": "referral-intake"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "intake"
            ],
            "operationId": "withdrawReferral",
            "summary": "Take a referral back",
            "description": "Whoever was asked hears, and what is held is free again. `other` needs words. Allowed while the referral is open.\n",
            "x-roles": [
             "agency"
            ],
            "security": [
             {
              "bearer": []
             },
             {
              "machine": [
               "referrals.write"
              ]
             }
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/Withdrawal"
               },
               "examples": {
                "moved": {
                 "value": {
                  "reason": "moved_away"
                 }
                },
                "other": {
                 "value": {
                  "reason": "other",
                  "words": "The family has asked us to wait until after the holidays."
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "$ref": "#/components/responses/ReferralMoved"
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/referrals/{id}/error": {
           "servers": [
            {
             "url": "http://127.0.0.1:8081",
             "description": "referral-intake"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "intake"
            ],
            "operationId": "markReferralInError",
            "summary": "Mark a referral as entered in error",
            "description": "It should never have been posted. It is hidden, not deleted. Allowed also after the hub has closed it.\n",
            "x-roles": [
             "agency"
            ],
            "security": [
             {
              "bearer": []
             },
             {
              "machine": [
               "referrals.write"
              ]
             }
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/ErrorMark"
               },
               "examples": {
                "child": {
                 "value": {
                  "words": "Posted about the wrong child."
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "$ref": "#/components/responses/ReferralMoved"
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/referrals/{id}/lawful-basis": {
           "servers": [
            {
             "url": "http://127.0.0.1:8081",
             "description": "referral-intake"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "intake"
            ],
            "operationId": "changeLawfulBasis",
            "summary": "Change the lawful basis, or withdraw consent",
            "description": "Without `basis`, or with null: consent was withdrawn and nothing took its place. The hub stops sharing at once, until\nthere is a basis again. Both that and `consent` need `recorded_on` and `source`. Allowed also after the hub has closed it.\n",
            "x-roles": [
             "agency"
            ],
            "security": [
             {
              "bearer": []
             },
             {
              "machine": [
               "referrals.write"
              ]
             }
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/LawfulBasisChange"
               },
               "examples": {
                "withdrawn": {
                 "value": {
                  "basis": null,
                  "recorded_on": "2026-11-23",
                  "source": "The mother rang the SENCo."
                 }
                },
                "other": {
                 "value": {
                  "basis": "legal_obligation"
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "$ref": "#/components/responses/ReferralMoved"
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/drafts": {
           "servers": [
            {
             "url": "http://127.0.0.1:8081",
             "description": "referral-intake"
            }
           ],
           "get": {
            "tags": [
             "intake"
            ],
            "operationId": "listDrafts",
            "summary": "The caller's own drafts",
            "description": "Newest first. Nobody else sees them. A list never names a child.",
            "x-roles": [
             "agency"
            ],
            "security": [
             {
              "bearer": []
             },
             {
              "machine": [
               "referrals.read"
              ]
             }
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/Cursor"
             },
             {
              "$ref": "#/components/parameters/Limit"
             }
            ],
            "responses": {
             "200": {
              "description": "A page of drafts.",
              "headers": {
               "Link": {
                "$ref": "#/components/headers/Link"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/DraftPage"
                },
                "examples": {
                 "one": {
                  "value": {
                   "items": [
                    {
                     "id": "0193f0b2-5a10-7d3e-8c55-91b2d7e4a003",
                     "version": 2,
                     "created_at": "2026-11-23T09:30:00Z",
                     "changed_at": "2026-11-23T10:02:00Z",
                     "expires_at": "2026-12-23T10:02:00Z"
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           },
           "post": {
            "tags": [
             "intake"
            ],
            "operationId": "createDraft",
            "summary": "Save the beginning of a referral",
            "description": "Any object is taken; `problems` says what stands in the way of posting it. Sealed, never published, gone 30 days after it\nwas last saved. A draft about a child at immediate risk is not kept.\n",
            "x-roles": [
             "agency"
            ],
            "security": [
             {
              "bearer": []
             },
             {
              "machine": [
               "referrals.write"
              ]
             }
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/DraftBody"
               },
               "examples": {
                "begun": {
                 "value": {
                  "child": {
                   "given_name": "Ash"
                  },
                  "concerns": "The family has moved three times this year."
                 }
                }
               }
              }
             }
            },
            "responses": {
             "201": {
              "description": "Saved.",
              "headers": {
               "Location": {
                "$ref": "#/components/headers/Location"
               },
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/DraftSaved"
                },
                "examples": {
                 "saved": {
                  "$ref": "#/components/examples/DraftSaved"
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "409": {
              "$ref": "#/components/responses/KeyInUse"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "description": "Something in the body is not right (`invalid_fields`), the key was used with another body\n(`idempotency_key_reused`), or the child is at immediate risk (`safeguarding_interruption`: call 999 or\nthe Front Door first). Nothing was stored.\n",
              "content": {
               "application/problem+json": {
                "schema": {
                 "$ref": "#/components/schemas/Problem"
                },
                "examples": {
                 "invalid": {
                  "$ref": "#/components/examples/ProblemInvalid"
                 },
                 "safeguarding": {
                  "$ref": "#/components/examples/ProblemSafeguarding"
                 }
                }
               }
              }
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/drafts/{id}": {
           "servers": [
            {
             "url": "http://127.0.0.1:8081",
             "description": "referral-intake"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "get": {
            "tags": [
             "intake"
            ],
            "operationId": "getDraft",
            "summary": "A draft as it was saved",
            "description": "Another's draft, or one that has expired, is answered 404. Reading it is written to the access log.",
            "x-roles": [
             "agency"
            ],
            "security": [
             {
              "bearer": []
             },
             {
              "machine": [
               "referrals.read"
              ]
             }
            ],
            "responses": {
             "200": {
              "description": "The draft.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/Draft"
                },
                "examples": {
                 "begun": {
                  "value": {
                   "id": "0193f0b2-5a10-7d3e-8c55-91b2d7e4a003",
                   "version": 1,
                   "created_at": "2026-11-23T09:30:00Z",
                   "changed_at": "2026-11-23T09:30:00Z",
                   "expires_at": "2026-12-23T09:30:00Z",
                   "referral": {
                    "child": {
                     "given_name": "Ash"
                    }
                   },
                   "problems": [
                    {
                     "pointer": "/child/family_name",
                     "code": "required",
                     "detail": "This must be given."
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           },
           "put": {
            "tags": [
             "intake"
            ],
            "operationId": "saveDraft",
            "summary": "Save a draft again",
            "description": "The whole of it. It is kept for another 30 days.",
            "x-roles": [
             "agency"
            ],
            "security": [
             {
              "bearer": []
             },
             {
              "machine": [
               "referrals.write"
              ]
             }
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/DraftBody"
               },
               "examples": {
                "begun": {
                 "value": {
                  "child": {
                   "given_name": "Ash"
                  },
                  "concerns": "The family has moved three times this year."
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "Saved.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/DraftSaved"
                },
                "examples": {
                 "saved": {
                  "$ref": "#/components/examples/DraftSaved"
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "description": "Something in the body is not right (`invalid_fields`), the key was used with another body\n(`idempotency_key_reused`), or the child is at immediate risk (`safeguarding_interruption`: call 999 or\nthe Front Door first). Nothing was stored.\n",
              "content": {
               "application/problem+json": {
                "schema": {
                 "$ref": "#/components/schemas/Problem"
                },
                "examples": {
                 "invalid": {
                  "$ref": "#/components/examples/ProblemInvalid"
                 },
                 "safeguarding": {
                  "$ref": "#/components/examples/ProblemSafeguarding"
                 }
                }
               }
              }
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           },
           "delete": {
            "tags": [
             "intake"
            ],
            "operationId": "deleteDraft",
            "summary": "Throw a draft away",
            "description": "At once and for good, with the key it was sealed with.",
            "x-roles": [
             "agency"
            ],
            "security": [
             {
              "bearer": []
             },
             {
              "machine": [
               "referrals.write"
              ]
             }
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "responses": {
             "204": {
              "description": "It is gone."
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/drafts/{id}/submission": {
           "servers": [
            {
             "url": "http://127.0.0.1:8081",
             "description": "referral-intake"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "intake"
            ],
            "operationId": "submitDraft",
            "summary": "Post a draft as a referral",
            "description": "No body. Everything is checked as by `POST /v1/referrals`, and the draft is gone with the posting: it becomes one\nreferral, or stays. 409 `duplicate_referral`: amend the referral there is.\n",
            "x-roles": [
             "agency"
            ],
            "security": [
             {
              "bearer": []
             },
             {
              "machine": [
               "referrals.write"
              ]
             }
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "responses": {
             "201": {
              "description": "Stored, and on its way to the right people.",
              "headers": {
               "Location": {
                "$ref": "#/components/headers/Location"
               },
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/ReferralReceipt"
                },
                "examples": {
                 "stored": {
                  "$ref": "#/components/examples/ReferralReceipt"
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "422": {
              "description": "Something in the body is not right (`invalid_fields`), the key was used with another body\n(`idempotency_key_reused`), or the child is at immediate risk (`safeguarding_interruption`: call 999 or\nthe Front Door first). Nothing was stored.\n",
              "content": {
               "application/problem+json": {
                "schema": {
                 "$ref": "#/components/schemas/Problem"
                },
                "examples": {
                 "invalid": {
                  "$ref": "#/components/examples/ProblemInvalid"
                 },
                 "safeguarding": {
                  "$ref": "#/components/examples/ProblemSafeguarding"
                 }
                }
               }
              }
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/referrals/imports": {
           "servers": [
            {
             "url": "http://127.0.0.1:8081",
             "description": "referral-intake"
            }
           ],
           "post": {
            "tags": [
             "intake"
            ],
            "operationId": "postImport",
            "summary": "Refer many children at once, from a file",
            "description": "A CSV file with the headings of `/v1/referrals/imports/template.csv`, in any order; optional ones may be left out.\nUp to 10,000 rows and 20 MB. UTF-8, with or without a byte order mark; what is no UTF-8 is taken for Windows-1252,\nand the job says so. Between cells stand commas; semicolons and tabs are noticed. Cells may hold line breaks when\nthey stand in quotes. Empty rows are passed over.\n\nA 202 means that the file is on disk, sealed, and will be worked. Each row is checked as if it had been posted\nalone: it is stored whole, or refused with everything that is wrong with it. A row with a child at immediate risk\nis refused: call 999 or the Front Door first. If quotes or headings of the file are wrong, all of it is refused\nwith 422, and nothing is stored.\n\nThe same file again is answered with its first job and changes nothing. The file itself is kept no longer than it\ntakes to work it.\n",
            "x-roles": [
             "agency"
            ],
            "security": [
             {
              "bearer": []
             },
             {
              "machine": [
               "referrals.write"
              ]
             }
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "text/csv": {
               "schema": {
                "type": "string"
               },
               "examples": {
                "two_rows": {
                 "$ref": "#/components/examples/ImportFile"
                }
               }
              }
             }
            },
            "responses": {
             "202": {
              "description": "Taken in. `Location` is where it can be seen how it goes.",
              "headers": {
               "Location": {
                "$ref": "#/components/headers/Location"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/Import"
                },
                "examples": {
                 "queued": {
                  "$ref": "#/components/examples/ImportQueued"
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "409": {
              "$ref": "#/components/responses/KeyInUse"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "description": "The file cannot be read (`invalid_fields`, with codes such as `unknown_column`, `missing_column`,\n`repeated_column`, `quote_not_closed`, `text_after_quote`, `encoding_unknown`, `no_rows`, `too_many_rows`), or\nthe key was used with another file (`idempotency_key_reused`). Nothing was stored.\n",
              "content": {
               "application/problem+json": {
                "schema": {
                 "$ref": "#/components/schemas/Problem"
                },
                "examples": {
                 "headings": {
                  "$ref": "#/components/examples/ProblemImportHeadings"
                 }
                }
               }
              }
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/referrals/imports/template.csv": {
           "servers": [
            {
             "url": "http://127.0.0.1:8081",
             "description": "referral-intake"
            }
           ],
           "get": {
            "tags": [
             "intake"
            ],
            "operationId": "getImportTemplate",
            "summary": "The headings of a file of referrals, to fill in",
            "x-roles": [
             "agency"
            ],
            "security": [
             {
              "bearer": []
             },
             {
              "machine": [
               "referrals.read"
              ]
             }
            ],
            "responses": {
             "200": {
              "description": "One line of headings.",
              "headers": {
               "Content-Disposition": {
                "description": "A name to save it under.",
                "schema": {
                 "type": "string"
                },
                "example": "attachment; filename=\"referrals.csv\""
               }
              },
              "content": {
               "text/csv": {
                "schema": {
                 "type": "string"
                },
                "examples": {
                 "headings": {
                  "value": "your_reference,child.given_name,child.family_name,child.date_of_birth\r\n"
                 }
                }
               }
              }
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/referrals/imports/columns": {
           "servers": [
            {
             "url": "http://127.0.0.1:8081",
             "description": "referral-intake"
            }
           ],
           "get": {
            "tags": [
             "intake"
            ],
            "operationId": "listImportColumns",
            "summary": "What each column of a file of referrals means",
            "x-roles": [
             "agency"
            ],
            "security": [
             {
              "bearer": []
             },
             {
              "machine": [
               "referrals.read"
              ]
             }
            ],
            "responses": {
             "200": {
              "description": "The columns, in the order of the template.",
              "content": {
               "application/json": {
                "schema": {
                 "type": "object",
                 "additionalProperties": false,
                 "required": [
                  "items"
                 ],
                 "properties": {
                  "items": {
                   "type": "array",
                   "items": {
                    "$ref": "#/components/schemas/ImportColumn"
                   }
                  }
                 }
                },
                "examples": {
                 "first": {
                  "value": {
                   "items": [
                    {
                     "name": "child.date_of_birth",
                     "kind": "date",
                     "required": true,
                     "meaning": "2013-04-09 or 09/04/2013 (day first)."
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/referrals/imports/{id}": {
           "servers": [
            {
             "url": "http://127.0.0.1:8081",
             "description": "referral-intake"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "get": {
            "tags": [
             "intake"
            ],
            "operationId": "getImport",
            "summary": "How far a file of referrals is",
            "x-roles": [
             "agency"
            ],
            "security": [
             {
              "bearer": []
             },
             {
              "machine": [
               "referrals.read"
              ]
             }
            ],
            "responses": {
             "200": {
              "description": "The job.",
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/Import"
                },
                "examples": {
                 "running": {
                  "$ref": "#/components/examples/ImportRunning"
                 }
                }
               }
              }
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/referrals/imports/{id}/rows": {
           "servers": [
            {
             "url": "http://127.0.0.1:8081",
             "description": "referral-intake"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "get": {
            "tags": [
             "intake"
            ],
            "operationId": "listImportRows",
            "summary": "What came of each row of a file",
            "description": "Rows are counted as a spreadsheet counts them: the headings are row 1. A row appears when it is done. Nothing of\nwhat a row said is repeated.\n",
            "x-roles": [
             "agency"
            ],
            "security": [
             {
              "bearer": []
             },
             {
              "machine": [
               "referrals.read"
              ]
             }
            ],
            "parameters": [
             {
              "name": "state",
              "in": "query",
              "description": "Only these.",
              "schema": {
               "type": "string",
               "enum": [
                "accepted",
                "refused"
               ]
              }
             },
             {
              "$ref": "#/components/parameters/Cursor"
             },
             {
              "$ref": "#/components/parameters/Limit"
             }
            ],
            "responses": {
             "200": {
              "description": "Rows in the order of the file.",
              "headers": {
               "Link": {
                "$ref": "#/components/headers/Link"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/ImportRows"
                },
                "examples": {
                 "mixed": {
                  "$ref": "#/components/examples/ImportRows"
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/events": {
           "servers": [
            {
             "url": "http://127.0.0.1:8081",
             "description": "referral-intake"
            }
           ],
           "get": {
            "tags": [
             "intake"
            ],
            "operationId": "listEvents",
            "summary": "What happened to the agency's referrals, since last time",
            "description": "Ask without `after` for everything from the beginning, then go on with `next` of the answer before, for ever.\nNothing is missed and nothing changes its place. With `wait` the answer is held back until there is something new.\nAn event says what happened to which referral and no more: fetch the referral to know. What happens to a case is told\nabout each referral that is part of it; what one agency was asked, to that agency alone.\n",
            "x-roles": [
             "agency"
            ],
            "security": [
             {
              "bearer": []
             },
             {
              "machine": [
               "events.read"
              ]
             }
            ],
            "parameters": [
             {
              "name": "after",
              "in": "query",
              "description": "`next` of the answer before. Opaque.",
              "schema": {
               "type": "string",
               "minLength": 1,
               "maxLength": 300
              }
             },
             {
              "$ref": "#/components/parameters/Limit"
             },
             {
              "name": "wait",
              "in": "query",
              "description": "Seconds to wait when there is nothing new.",
              "schema": {
               "type": "integer",
               "minimum": 0,
               "maximum": 30,
               "default": 0
              }
             }
            ],
            "responses": {
             "200": {
              "description": "Events, oldest first, and where to go on.",
              "headers": {
               "Link": {
                "$ref": "#/components/headers/Link"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/EventPage"
                },
                "examples": {
                 "some": {
                  "$ref": "#/components/examples/EventPage"
                 }
                }
               }
              }
             },
             "204": {
              "description": "Nothing new. `Link` has the cursor to ask again with, unchanged.",
              "headers": {
               "Link": {
                "$ref": "#/components/headers/Link"
               },
               "Retry-After": {
                "$ref": "#/components/headers/RetryAfter"
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/cases": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "get": {
            "tags": [
             "router"
            ],
            "operationId": "listCases",
            "summary": "The queue of the caller's localities",
            "description": "In the order of what needs doing: by `group`, in it by `due_at`, then `id`. Groups are those of the moment the first\npage was read; a cursor keeps it. What is closed is left out unless it is asked for by `status`. Only\nlocalities in the caller's token. A list never names a child.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/LocalityFilter"
             },
             {
              "name": "group",
              "in": "query",
              "description": "Only cases of this group.",
              "schema": {
               "$ref": "#/components/schemas/QueueGroup"
              }
             },
             {
              "name": "status",
              "in": "query",
              "description": "Only cases of this status.",
              "schema": {
               "$ref": "#/components/schemas/CaseStatus"
              }
             },
             {
              "name": "forum",
              "in": "query",
              "description": "Only cases of this forum.",
              "schema": {
               "type": "string",
               "enum": [
                "early_years_tier_3",
                "talc",
                "intervention_circle",
                "inclusion_advice",
                "post_16"
               ]
              }
             },
             {
              "name": "assigned",
              "in": "query",
              "description": "me - only the caller's. none - only nobody's. Anything else - only those of the person with this subject.",
              "schema": {
               "type": "string",
               "maxLength": 200
              }
             },
             {
              "name": "agency_kind",
              "in": "query",
              "description": "Only cases whose referral came from this kind of agency.",
              "schema": {
               "$ref": "#/components/schemas/AgencyKind"
              }
             },
             {
              "name": "level",
              "in": "query",
              "description": "Only cases of this level.",
              "schema": {
               "$ref": "#/components/schemas/Level"
              }
             },
             {
              "name": "need",
              "in": "query",
              "description": "Only cases with this need.",
              "schema": {
               "$ref": "#/components/schemas/NeedCode"
              }
             },
             {
              "name": "ap_requested",
              "in": "query",
              "description": "Only cases in which alternative provision was, or was not, asked for.",
              "schema": {
               "type": "boolean"
              }
             },
             {
              "name": "q",
              "in": "query",
              "description": "How the reference begins, with or without RH-.",
              "schema": {
               "type": "string",
               "maxLength": 12,
               "pattern": "^[A-Za-z0-9-]*$"
              }
             },
             {
              "$ref": "#/components/parameters/Cursor"
             },
             {
              "$ref": "#/components/parameters/Limit"
             }
            ],
            "responses": {
             "200": {
              "description": "A page of cases.",
              "headers": {
               "Link": {
                "$ref": "#/components/headers/Link"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/CasePage"
                },
                "examples": {
                 "queue": {
                  "$ref": "#/components/examples/CasePage"
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/cases/next": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "takeNextCase",
            "summary": "Accept, next - the case that needs somebody most becomes the caller's",
            "description": "Of the cases that are nobody's and in which a coordinator has the next step, the one that is due first; one that\nnobody has read is acknowledged with it. Two coordinators who ask at once never get the same one. 204 when there is\nnone. Who works through a part of the queue says which, with the same words as for the list: the next of that part.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/NextCase"
               },
               "examples": {
                "any": {
                 "value": {}
                },
                "talc": {
                 "value": {
                  "locality": "E07000081",
                  "forum": "talc"
                 }
                },
                "list": {
                 "value": {
                  "group": "overdue",
                  "statuses": [
                   "open"
                  ],
                  "level": 4
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "$ref": "#/components/responses/CaseMoved"
             },
             "204": {
              "description": "There is none.",
              "headers": {
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "409": {
              "$ref": "#/components/responses/KeyInUse"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/cases/assignments": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "assignCases",
            "summary": "Give many cases to one person",
            "description": "Each case is looked at on its own: those that can be given are, whatever becomes of the others. The answer says for\neach whether it was done, in the order they were sent in, and why not: `stale_version`, `not_found` (also for\nanother locality's), `not_allowed_now` (not acknowledged yet, or closed).\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/Assignments"
               },
               "examples": {
                "two": {
                 "value": {
                  "assigned_to": "coordinator-gloucester",
                  "cases": [
                   {
                    "id": "0193f09e-31d0-7b0e-9c55-7f2a60d4b311",
                    "version": 2
                   },
                   {
                    "id": "0193f0b2-1c3d-7e4f-8a5b-6c7d8e9f0a1b",
                    "version": 4
                   }
                  ]
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "What was done, and what was not.",
              "headers": {
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/AssignmentsDone"
                },
                "examples": {
                 "one_failed": {
                  "value": {
                   "assigned_to": "coordinator-gloucester",
                   "failed": 1,
                   "items": [
                    {
                     "id": "0193f09e-31d0-7b0e-9c55-7f2a60d4b311",
                     "done": true,
                     "version": 3
                    },
                    {
                     "id": "0193f0b2-1c3d-7e4f-8a5b-6c7d8e9f0a1b",
                     "done": false,
                     "code": "stale_version",
                     "detail": "It has changed since you read it. Read it again and decide whether your change still makes sense.",
                     "current_version": 5
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "409": {
              "$ref": "#/components/responses/KeyInUse"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/cases/{id}": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "get": {
            "tags": [
             "router"
            ],
            "operationId": "getCase",
            "summary": "One case, with the child's details opened",
            "description": "Reading it is written to the access log, with the caller and the purpose. A case of another\nlocality is answered 404. Once the child's key is erased, `details` and whatever else people wrote are left out, and\n`details_state` says so. Agency, facts and details are those of the referral the case rests on; the others are in\n`other_referrals`.\n",
            "x-roles": [
             "coordinator"
            ],
            "responses": {
             "200": {
              "description": "The case.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/Case"
                },
                "examples": {
                 "open": {
                  "$ref": "#/components/examples/Case"
                 },
                 "asked": {
                  "$ref": "#/components/examples/CaseAsked"
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/access": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "get": {
            "tags": [
             "router"
            ],
            "operationId": "findAccess",
            "summary": "The cases of a child, by the reference of a referral about it",
            "description": "For a family that asks who has looked: which cases there are whose readings can be listed, the latest first, in\nwhichever locality. Nothing of what they hold; looking here is no reading. An empty list where nothing is called so.\n",
            "x-roles": [
             "dpo"
            ],
            "parameters": [
             {
              "name": "reference",
              "in": "query",
              "required": true,
              "description": "Of any referral about the child, as people write it - case, blanks and dashes do not matter.",
              "schema": {
               "$ref": "#/components/schemas/Reference"
              }
             }
            ],
            "responses": {
             "200": {
              "description": "The child's cases.",
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/AccessCases"
                },
                "examples": {
                 "cases": {
                  "value": {
                   "items": [
                    {
                     "case_id": "0193f0a0-0d1f-7a52-a6ee-5f0f7a1f5b11",
                     "references": [
                      "RH-KNQN-V43D"
                     ],
                     "locality": {
                      "code": "E07000081",
                      "name": "Gloucester"
                     },
                     "status": "in_triage",
                     "opened_at": "2026-11-23T09:41:07Z"
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/cases/{id}/access": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "get": {
            "tags": [
             "router"
            ],
            "operationId": "listAccess",
            "summary": "Who has read the child's details, and why, newest first",
            "description": "From the access log of all services: a line for each reading of what is kept about the child, for each referral of this\ncase that it touched, or for none in particular, such as a plan. What was read is not in it. Readings for other cases\nof the child are not in the list. A case of another locality is answered 404; the data protection officer may ask about\nany.\n",
            "x-roles": [
             "coordinator",
             "dpo"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/Cursor"
             },
             {
              "$ref": "#/components/parameters/Limit"
             }
            ],
            "responses": {
             "200": {
              "description": "A page of readings.",
              "headers": {
               "Link": {
                "$ref": "#/components/headers/Link"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/AccessPage"
                },
                "examples": {
                 "readings": {
                  "value": {
                   "items": [
                    {
                     "read_at": "2026-11-23T10:02:11Z",
                     "read_by": "coordinator-gloucester",
                     "role": "coordinator",
                     "organisation": "agency-inclusion-service",
                     "why": {
                      "code": "read_case",
                      "words": "to work on the case"
                     },
                     "referral_id": "0193f09e-2a10-7c5b-8d30-6b1f0e9d8c77",
                     "reference": "RH-KNQN-V43D"
                    },
                    {
                     "read_at": "2026-11-23T09:41:07Z",
                     "read_by": "locality-router",
                     "role": "service",
                     "organisation": "referral-hub",
                     "why": {
                      "code": "routing",
                      "words": "to find the locality and the forum"
                     },
                     "referral_id": "0193f09e-2a10-7c5b-8d30-6b1f0e9d8c77",
                     "reference": "RH-KNQN-V43D"
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/cases/{id}/acknowledgement": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "acknowledgeCase",
            "summary": "A person has read it",
            "description": "No body. The referrer is told. Allowed while the case is `open`.",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "responses": {
             "200": {
              "$ref": "#/components/responses/CaseMoved"
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/cases/{id}/questions": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "askForInformation",
            "summary": "Ask an agency for more",
            "description": "The agency has the next step, and is told. It is reminded after 5 working days; after 10 the coordinator has to decide\nwithout. Several questions may be open; the case goes on when all are answered, or when the coordinator moves it on.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/QuestionToAsk"
               },
               "examples": {
                "attendance": {
                 "value": {
                  "question": "How often has Rowan been in school since September?"
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "$ref": "#/components/responses/CaseMoved"
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/cases/{id}/listings": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "listCase",
            "summary": "Put it on the agenda of a forum",
            "description": "The agencies that referred are told which forum and when. Listing again moves it to another meeting. A day on which the\nforum does not meet is 422 `no_meeting`, in words that name the next ones; a meeting that has begun, is over or was\ncancelled is 409 `meeting_closed`. Not while there is no lawful basis for sharing (409 `sharing_stopped`).\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/Listing"
               },
               "examples": {
                "next": {
                 "value": {
                  "forum": "talc"
                 }
                },
                "day": {
                 "value": {
                  "forum": "talc",
                  "meets_on": "2026-12-03"
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "$ref": "#/components/responses/CaseMoved"
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/cases/{id}/decisions": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "decideCase",
            "summary": "Decide what happens next",
            "description": "Kind `ap_placement`: the locality's coordinator authorises alternative provision and the hub\nstarts to look for a place. Not while there is no lawful basis for sharing (409 `sharing_stopped`). The other kinds say\nwhy, and what to do instead or next: nobody is sent away without words. All but `supported` close the case; a search for a\nplace then ends. Every decision carries its record, which nobody can change: a further one corrects it. With\n`exclusion_near` at least two other options are named, and how they were exhausted. The case itself is what is changed and\nanswered: its new `ETag` comes back.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "oneOf": [
                 {
                  "$ref": "#/components/schemas/Decision"
                 },
                 {
                  "$ref": "#/components/schemas/OutcomeDecision"
                 },
                 {
                  "$ref": "#/components/schemas/SignpostDecision"
                 },
                 {
                  "$ref": "#/components/schemas/TransferDecision"
                 },
                 {
                  "$ref": "#/components/schemas/EscalationDecision"
                 },
                 {
                  "$ref": "#/components/schemas/NoFurtherAction"
                 }
                ]
               },
               "examples": {
                "placement": {
                 "$ref": "#/components/examples/Decision"
                },
                "advice": {
                 "value": {
                  "kind": "advice_given",
                  "why": "The school's own plan fits what Rowan needs, and has begun only now.",
                  "next": "Review the plan with the family at half-term. Refer again if Rowan misses more than two days a week.",
                  "record": {
                   "options_considered": [
                    "A place in the Intervention Circle"
                   ],
                   "evidence": [
                    "The school's plan and its first review"
                   ],
                   "views": {
                    "child": "I would like to stay in my class.",
                    "family": "Not asked yet: the school sees the mother on Friday."
                   },
                   "tests": {
                    "closer_to_vision": {
                     "answer": "yes"
                    },
                    "more_equal": {
                     "answer": "yes"
                    },
                    "best_we_can_do": {
                     "answer": "partly",
                     "words": "A visit this week would have been better."
                    },
                    "more_inclusive": {
                     "answer": "yes"
                    }
                   },
                   "present": [
                    "Coordinator for Gloucester"
                   ]
                  }
                 }
                },
                "signposted": {
                 "value": {
                  "kind": "signposted",
                  "why": "A youth worker close to home is what Rowan asks for.",
                  "next": "Telephone before the visit, so that the same worker is there.",
                  "services": [
                   {
                    "name": "Kingsholm Youth Project",
                    "contact": "01452 000111"
                   }
                  ],
                  "record": {
                   "options_considered": [
                    "A mentor in school"
                   ],
                   "evidence": [
                    "The school's plan and its first review"
                   ],
                   "views": {
                    "child": "I would like to stay in my class.",
                    "family": "Not asked yet: the school sees the mother on Friday."
                   },
                   "tests": {
                    "closer_to_vision": {
                     "answer": "yes"
                    },
                    "more_equal": {
                     "answer": "yes"
                    },
                    "best_we_can_do": {
                     "answer": "partly",
                     "words": "A visit this week would have been better."
                    },
                    "more_inclusive": {
                     "answer": "yes"
                    }
                   },
                   "present": [
                    "Coordinator for Gloucester"
                   ]
                  }
                 }
                },
                "transferred": {
                 "value": {
                  "kind": "transferred",
                  "passed_to": "Vale Child Health",
                  "why": "The difficulty is with hearing, and the clinic leads on that.",
                  "next": "The clinic writes to the family with a date.",
                  "record": {
                   "options_considered": [
                    "Support in class first"
                   ],
                   "evidence": [
                    "The school's plan and its first review"
                   ],
                   "views": {
                    "child": "I would like to stay in my class.",
                    "family": "Not asked yet: the school sees the mother on Friday."
                   },
                   "tests": {
                    "closer_to_vision": {
                     "answer": "yes"
                    },
                    "more_equal": {
                     "answer": "yes"
                    },
                    "best_we_can_do": {
                     "answer": "partly",
                     "words": "A visit this week would have been better."
                    },
                    "more_inclusive": {
                     "answer": "yes"
                    }
                   },
                   "present": [
                    "Coordinator for Gloucester"
                   ]
                  }
                 }
                },
                "escalated": {
                 "value": {
                  "kind": "escalated_to_safeguarding",
                  "front_door_reference": "FD-2026-0042",
                  "why": "What the school described today is a safeguarding concern.",
                  "next": "The Front Door telephones the school.",
                  "record": {
                   "options_considered": [
                    "Waiting for the forum"
                   ],
                   "evidence": [
                    "The school's plan and its first review"
                   ],
                   "views": {
                    "child": "I would like to stay in my class.",
                    "family": "Not asked yet: the school sees the mother on Friday."
                   },
                   "tests": {
                    "closer_to_vision": {
                     "answer": "yes"
                    },
                    "more_equal": {
                     "answer": "yes"
                    },
                    "best_we_can_do": {
                     "answer": "partly",
                     "words": "A visit this week would have been better."
                    },
                    "more_inclusive": {
                     "answer": "yes"
                    }
                   },
                   "present": [
                    "Coordinator for Gloucester"
                   ]
                  }
                 }
                },
                "nothing": {
                 "value": {
                  "kind": "no_further_action",
                  "reason": "threshold_not_met",
                  "why": "What is described can be met from the school's own support.",
                  "next": "Ask the Inclusion Service's advice line for a visit.",
                  "record": {
                   "options_considered": [
                    "A place in the Intervention Circle"
                   ],
                   "evidence": [
                    "The school's plan and its first review"
                   ],
                   "views": {
                    "child": "I would like to stay in my class.",
                    "family": "Not asked yet: the school sees the mother on Friday."
                   },
                   "tests": {
                    "closer_to_vision": {
                     "answer": "yes"
                    },
                    "more_equal": {
                     "answer": "yes"
                    },
                    "best_we_can_do": {
                     "answer": "partly",
                     "words": "A visit this week would have been better."
                    },
                    "more_inclusive": {
                     "answer": "yes"
                    }
                   },
                   "present": [
                    "Coordinator for Gloucester"
                   ]
                  }
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "$ref": "#/components/responses/CaseMoved"
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/cases/{id}/actions": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "agreeAction",
            "summary": "Somebody does something about the child by a day",
            "description": "What it is, is sealed. With `meeting_id` it was agreed in that meeting. Not in a case that is closed.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/ActionToAgree"
               },
               "examples": {
                "visit": {
                 "value": {
                  "what": "Visit the family at home",
                  "organisation": "agency-vale-child-health",
                  "owner": "School nurse",
                  "due_on": "2026-12-10",
                  "meeting_id": "0193f0b2-0c4e-7d11-8e63-4f5a6b7c8d90"
                 }
                }
               }
              }
             }
            },
            "responses": {
             "201": {
              "description": "Agreed.",
              "headers": {
               "Location": {
                "$ref": "#/components/headers/Location"
               },
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/ActionChanged"
                },
                "examples": {
                 "agreed": {
                  "value": {
                   "id": "0193f0c9-7e20-7a44-8b1f-2c3d4e5f6a7b",
                   "case_id": "0193f09e-31d0-7b0e-9c55-7f2a60d4b311",
                   "done": false
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/cases/{id}/actions/{action}": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            },
            {
             "name": "action",
             "in": "path",
             "required": true,
             "description": "The id of the action.",
             "schema": {
              "type": "string",
              "format": "uuid"
             }
            }
           ],
           "get": {
            "tags": [
             "router"
            ],
            "operationId": "getAction",
            "summary": "One action, with its words opened",
            "description": "For coordinators of the case's locality, and for forum members whose organisation does it. Reading it is written to the\naccess log. The `ETag` is the case's.\n",
            "x-roles": [
             "coordinator",
             "forum_member"
            ],
            "responses": {
             "200": {
              "description": "The action.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/Action"
                },
                "examples": {
                 "open": {
                  "value": {
                   "id": "0193f0c9-7e20-7a44-8b1f-2c3d4e5f6a7b",
                   "what": "Visit the family at home",
                   "organisation": "agency-vale-child-health",
                   "owner": "School nurse",
                   "due_on": "2026-12-10",
                   "overdue": false,
                   "meeting_id": "0193f0b2-0c4e-7d11-8e63-4f5a6b7c8d90",
                   "agreed_by": "coordinator-1",
                   "done": false
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/cases/{id}/actions/{action}/completion": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            },
            {
             "name": "action",
             "in": "path",
             "required": true,
             "description": "The id of the action.",
             "schema": {
              "type": "string",
              "format": "uuid"
             }
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "completeAction",
            "summary": "It is done",
            "description": "By a coordinator of the case's locality, or a forum member whose organisation does it; also once the case is closed.\n`If-Match` is the version of the case, as the action was read with or as `case_version` in the list.\n",
            "x-roles": [
             "coordinator",
             "forum_member"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/ActionDone"
               },
               "examples": {
                "words": {
                 "value": {
                  "words": "Visited on Tuesday. The family would like to be called in the evening."
                 }
                },
                "nothing": {
                 "value": {}
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "Done.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/ActionChanged"
                },
                "examples": {
                 "done": {
                  "value": {
                   "id": "0193f0c9-7e20-7a44-8b1f-2c3d4e5f6a7b",
                   "case_id": "0193f09e-31d0-7b0e-9c55-7f2a60d4b311",
                   "done": true
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/actions": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "get": {
            "tags": [
             "router"
            ],
            "operationId": "listActions",
            "summary": "What is to be done, overdue first",
            "description": "Of the coordinator's localities, and of the caller's own organisation. What each is about is not in the list.\n",
            "x-roles": [
             "coordinator",
             "forum_member"
            ],
            "parameters": [
             {
              "name": "open",
              "in": "query",
              "description": "Only what is still to be done, or only what is done.",
              "schema": {
               "type": "boolean"
              }
             },
             {
              "$ref": "#/components/parameters/Cursor"
             },
             {
              "$ref": "#/components/parameters/Limit"
             }
            ],
            "responses": {
             "200": {
              "description": "A page of actions.",
              "headers": {
               "Link": {
                "$ref": "#/components/headers/Link"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/ActionPage"
                },
                "examples": {
                 "open": {
                  "value": {
                   "items": [
                    {
                     "id": "0193f0c9-7e20-7a44-8b1f-2c3d4e5f6a7b",
                     "case_id": "0193f09e-31d0-7b0e-9c55-7f2a60d4b311",
                     "case_version": 7,
                     "reference": "RH-KNQN-V43D",
                     "locality": {
                      "code": "E07000081",
                      "name": "Gloucester"
                     },
                     "organisation": "agency-vale-child-health",
                     "owner": "School nurse",
                     "due_on": "2026-12-10",
                     "overdue": false,
                     "meeting_id": "0193f0b2-0c4e-7d11-8e63-4f5a6b7c8d90"
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/cases/{id}/plan": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "startPlan",
            "summary": "Start the child's plan, or link the case to it",
            "description": "A child has one plan, whoever referred. Where it runs already the case is linked to it (200) and who leads stays as it\nis; a case that has it already is 409 `plan_exists`, with `plan_id`. A plan that has ended is taken up again. Every open\ncase of the child notes its next date: the review or, between two rounds, the day by which the next is agreed.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/PlanToStart"
               },
               "examples": {
                "school": {
                 "value": {
                  "lead_organisation": "agency-larkrise-academy",
                  "lead": "SENCo"
                 }
                }
               }
              }
             }
            },
            "responses": {
             "201": {
              "description": "Started.",
              "headers": {
               "Location": {
                "$ref": "#/components/headers/Location"
               },
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PlanChanged"
                },
                "examples": {
                 "plan": {
                  "value": {
                   "id": "0193f0c7-5a10-7b3c-9d2e-1a2b3c4d5e6f",
                   "status": "started",
                   "allowed_moves": [
                    "start_cycle",
                    "end"
                   ]
                  }
                 }
                }
               }
              }
             },
             "200": {
              "description": "The plan was there already; the case is linked to it.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PlanChanged"
                },
                "examples": {
                 "plan": {
                  "value": {
                   "id": "0193f0c7-5a10-7b3c-9d2e-1a2b3c4d5e6f",
                   "status": "started",
                   "allowed_moves": [
                    "start_cycle",
                    "end"
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/plans/{id}": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "get": {
            "tags": [
             "router"
            ],
            "operationId": "getPlan",
            "summary": "The child's plan, with its words opened",
            "description": "For coordinators of localities in which the child has a case; for others it is 404. Reading it is written to the access log.\nOnce the child's key is erased, what people wrote is left out.\n",
            "x-roles": [
             "coordinator"
            ],
            "responses": {
             "200": {
              "description": "The plan.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/Plan"
                },
                "examples": {
                 "running": {
                  "value": {
                   "id": "0193f0c7-5a10-7b3c-9d2e-1a2b3c4d5e6f",
                   "status": "running",
                   "review_on": "2027-01-29",
                   "outcome_ids": [
                    "0193f0c8-11aa-7c55-9a0b-3d4e5f6a7b8c"
                   ],
                   "allowed_moves": [
                    "review",
                    "end"
                   ],
                   "lead_organisation": "agency-larkrise-academy",
                   "lead": "SENCo",
                   "started_in_case_id": "0193f09e-31d0-7b0e-9c55-7f2a60d4b311",
                   "cases": [
                    {
                     "id": "0193f09e-31d0-7b0e-9c55-7f2a60d4b311",
                     "reference": "RH-KNQN-V43D",
                     "locality": {
                      "code": "E07000081",
                      "name": "Gloucester"
                     },
                     "status": "active"
                    }
                   ],
                   "cycles": [
                    {
                     "number": 1,
                     "review_on": "2027-01-29",
                     "started_by": "coordinator-1",
                     "assess": "Mornings are hard.",
                     "outcomes": [
                      {
                       "id": "0193f0c8-11aa-7c55-9a0b-3d4e5f6a7b8c",
                       "words": "In school by 9 on four days of five",
                       "measure": "The register"
                      }
                     ],
                     "doing": [
                      "The tutor meets Rowan at the gate"
                     ],
                     "views": {
                      "child": "I like the gate.",
                      "family": "We will walk together."
                     }
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/plans/{id}/cycles": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "startPlanCycle",
            "summary": "A round of assess, plan and do",
            "description": "Not while the round before has not been reviewed. The review lies from tomorrow to 26 weeks ahead, on a school day as far\nas the county's calendar knows.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/PlanCycleToStart"
               },
               "examples": {
                "mornings": {
                 "value": {
                  "assess": "Mornings are hard; once in, Rowan stays.",
                  "outcomes": [
                   {
                    "words": "In school by 9 on four days of five",
                    "measure": "The register"
                   }
                  ],
                  "doing": [
                   "The tutor meets Rowan at the gate"
                  ],
                  "views": {
                   "child": "I like the gate.",
                   "family": "We will walk together."
                  },
                  "review_on": "2027-01-29"
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "Done.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PlanChanged"
                },
                "examples": {
                 "plan": {
                  "value": {
                   "id": "0193f0c7-5a10-7b3c-9d2e-1a2b3c4d5e6f",
                   "status": "running",
                   "review_on": "2027-01-29",
                   "outcome_ids": [
                    "0193f0c8-11aa-7c55-9a0b-3d4e5f6a7b8c"
                   ],
                   "allowed_moves": [
                    "review",
                    "end"
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/plans/{id}/reviews": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "reviewPlan",
            "summary": "Review the round that runs",
            "description": "Every outcome exactly once. With `next` the next round begins in the same step.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/PlanReviewToRecord"
               },
               "examples": {
                "partly": {
                 "value": {
                  "results": [
                   {
                    "outcome_id": "0193f0c8-11aa-7c55-9a0b-3d4e5f6a7b8c",
                    "result": "partly"
                   }
                  ],
                  "words": "Three mornings of five.",
                  "views": {
                   "child": "It is easier.",
                   "family": "It is calmer."
                  }
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "Done.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PlanChanged"
                },
                "examples": {
                 "plan": {
                  "value": {
                   "id": "0193f0c7-5a10-7b3c-9d2e-1a2b3c4d5e6f",
                   "status": "started",
                   "allowed_moves": [
                    "start_cycle",
                    "end"
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/plans/{id}/end": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "endPlan",
            "summary": "The plan ends",
            "description": "Also while a round runs: a child may move away.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/Why"
               },
               "examples": {
                "reached": {
                 "value": {
                  "why": "What was planned is reached; the school goes on with its own support."
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "Done.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PlanChanged"
                },
                "examples": {
                 "plan": {
                  "value": {
                   "id": "0193f0c7-5a10-7b3c-9d2e-1a2b3c4d5e6f",
                   "status": "ended",
                   "allowed_moves": []
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/meetings": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "get": {
            "tags": [
             "router"
            ],
            "operationId": "listMeetings",
            "summary": "The calendar of the forums",
            "description": "Of the coordinator's localities; for a forum member those planned or sitting of the forums their organisation sits in.\nBy `starts_at`, then `id`.\n",
            "x-roles": [
             "coordinator",
             "forum_member"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/LocalityFilter"
             },
             {
              "name": "forum",
              "in": "query",
              "description": "Only this forum.",
              "schema": {
               "$ref": "#/components/schemas/ForumCode"
              }
             },
             {
              "name": "from",
              "in": "query",
              "description": "From this day on; today unless told.",
              "schema": {
               "type": "string",
               "format": "date"
              }
             },
             {
              "$ref": "#/components/parameters/Cursor"
             },
             {
              "$ref": "#/components/parameters/Limit"
             }
            ],
            "responses": {
             "200": {
              "description": "A page of meetings.",
              "headers": {
               "Link": {
                "$ref": "#/components/headers/Link"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/MeetingPage"
                },
                "examples": {
                 "talc": {
                  "value": {
                   "items": [
                    {
                     "id": "0193f0b2-0c4e-7d11-8e63-4f5a6b7c8d90",
                     "locality": {
                      "code": "E07000081",
                      "name": "Gloucester"
                     },
                     "forum": {
                      "code": "talc",
                      "name": "Team Around the Locality Cluster"
                     },
                     "status": "planned",
                     "meets_on": "2026-12-03",
                     "starts_at": "2026-12-03T14:00:00Z",
                     "papers_by": "2026-12-01T17:00:00Z",
                     "place": "Shire Hall, Room 1"
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           },
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "planMeeting",
            "summary": "A meeting beside those of the calendar",
            "description": "The county's calendar plans twelve weeks ahead by itself. `at` is by the clock on the wall. A forum meets once a day in a\nlocality (409 `meeting_exists`).\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/MeetingToPlan"
               },
               "examples": {
                "extra": {
                 "value": {
                  "locality": "E07000081",
                  "forum": "talc",
                  "meets_on": "2026-12-10",
                  "at": "14:00",
                  "place": "Shire Hall, Room 1"
                 }
                }
               }
              }
             }
            },
            "responses": {
             "201": {
              "description": "Planned.",
              "headers": {
               "Location": {
                "$ref": "#/components/headers/Location"
               },
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/MeetingChanged"
                },
                "examples": {
                 "meeting": {
                  "value": {
                   "id": "0193f0b2-0c4e-7d11-8e63-4f5a6b7c8d90",
                   "locality": {
                    "code": "E07000081",
                    "name": "Gloucester"
                   },
                   "forum": {
                    "code": "talc",
                    "name": "Team Around the Locality Cluster"
                   },
                   "status": "planned",
                   "meets_on": "2026-12-03",
                   "starts_at": "2026-12-03T14:00:00Z",
                   "papers_by": "2026-12-01T17:00:00Z",
                   "place": "Shire Hall, Room 1",
                   "allowed_moves": [
                    "move",
                    "cancel",
                    "open"
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/meetings/{id}": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "get": {
            "tags": [
             "router"
            ],
            "operationId": "getMeeting",
            "summary": "One meeting with its agenda",
            "description": "The cases listed for it, in the order of their clocks: overdue first, then due first; once it has been opened, as they were\nlisted then. `reached` says whether a case has been decided since it was listed. A forum member sees which cases, and no\nmore: see the papers. Another locality's meeting, and for a member one that is over, is 404.\n",
            "x-roles": [
             "coordinator",
             "forum_member"
            ],
            "responses": {
             "200": {
              "description": "The meeting.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/Meeting"
                },
                "examples": {
                 "planned": {
                  "value": {
                   "id": "0193f0b2-0c4e-7d11-8e63-4f5a6b7c8d90",
                   "locality": {
                    "code": "E07000081",
                    "name": "Gloucester"
                   },
                   "forum": {
                    "code": "talc",
                    "name": "Team Around the Locality Cluster"
                   },
                   "status": "planned",
                   "meets_on": "2026-12-03",
                   "starts_at": "2026-12-03T14:00:00Z",
                   "papers_by": "2026-12-01T17:00:00Z",
                   "place": "Shire Hall, Room 1",
                   "members": [
                    {
                     "organisation": "agency-county-constabulary",
                     "kind": "police"
                    }
                   ],
                   "attendance": [],
                   "agenda": [
                    {
                     "case_id": "0193f09e-31d0-7b0e-9c55-7f2a60d4b311",
                     "reference": "RH-KNQN-V43D",
                     "status": "listed",
                     "age_years": 13,
                     "key_stage": "ks3",
                     "level": 3,
                     "needs": [
                      "SEMH"
                     ],
                     "due_at": "2026-12-07T09:00:00Z",
                     "breached": false,
                     "reached": false,
                     "decisions": []
                    }
                   ],
                   "carried_over": [],
                   "allowed_moves": [
                    "move",
                    "cancel",
                    "open"
                   ]
                  }
                 },
                 "member": {
                  "value": {
                   "id": "0193f0b2-0c4e-7d11-8e63-4f5a6b7c8d90",
                   "locality": {
                    "code": "E07000081",
                    "name": "Gloucester"
                   },
                   "forum": {
                    "code": "talc",
                    "name": "Team Around the Locality Cluster"
                   },
                   "status": "planned",
                   "meets_on": "2026-12-03",
                   "starts_at": "2026-12-03T14:00:00Z",
                   "papers_by": "2026-12-01T17:00:00Z",
                   "place": "Shire Hall, Room 1",
                   "agenda": [
                    {
                     "case_id": "0193f09e-31d0-7b0e-9c55-7f2a60d4b311",
                     "reference": "RH-KNQN-V43D"
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/meetings/{id}/move": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "moveMeeting",
            "summary": "Another time or place",
            "description": "The referrers of the cases listed for it hear of the new day. Only while it is `planned`.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/MeetingTime"
               },
               "examples": {
                "later": {
                 "value": {
                  "meets_on": "2026-12-04",
                  "at": "09:30"
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "Done.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/MeetingChanged"
                },
                "examples": {
                 "meeting": {
                  "value": {
                   "id": "0193f0b2-0c4e-7d11-8e63-4f5a6b7c8d90",
                   "locality": {
                    "code": "E07000081",
                    "name": "Gloucester"
                   },
                   "forum": {
                    "code": "talc",
                    "name": "Team Around the Locality Cluster"
                   },
                   "status": "planned",
                   "meets_on": "2026-12-03",
                   "starts_at": "2026-12-03T14:00:00Z",
                   "papers_by": "2026-12-01T17:00:00Z",
                   "place": "Shire Hall, Room 1",
                   "allowed_moves": [
                    "move",
                    "cancel",
                    "open"
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/meetings/{id}/cancellation": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "cancelMeeting",
            "summary": "It does not take place",
            "description": "What is listed for it moves to the next meeting of the forum in the same step; without one it is 409 `no_next_meeting`.\nWhy is said without a child in it.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/MeetingCancellation"
               },
               "examples": {
                "snow": {
                 "value": {
                  "why": "The building is closed for snow."
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "Done.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/MeetingChanged"
                },
                "examples": {
                 "meeting": {
                  "value": {
                   "id": "0193f0b2-0c4e-7d11-8e63-4f5a6b7c8d90",
                   "locality": {
                    "code": "E07000081",
                    "name": "Gloucester"
                   },
                   "forum": {
                    "code": "talc",
                    "name": "Team Around the Locality Cluster"
                   },
                   "status": "cancelled",
                   "meets_on": "2026-12-03",
                   "starts_at": "2026-12-03T14:00:00Z",
                   "papers_by": "2026-12-01T17:00:00Z",
                   "place": "Shire Hall, Room 1",
                   "allowed_moves": []
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/meetings/{id}/opening": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "openMeeting",
            "summary": "It begins",
            "description": "No body. Its agenda stands from now on. From its day on (409 `too_early`).\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "responses": {
             "200": {
              "description": "Done.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/MeetingChanged"
                },
                "examples": {
                 "meeting": {
                  "value": {
                   "id": "0193f0b2-0c4e-7d11-8e63-4f5a6b7c8d90",
                   "locality": {
                    "code": "E07000081",
                    "name": "Gloucester"
                   },
                   "forum": {
                    "code": "talc",
                    "name": "Team Around the Locality Cluster"
                   },
                   "status": "sitting",
                   "meets_on": "2026-12-03",
                   "starts_at": "2026-12-03T14:00:00Z",
                   "papers_by": "2026-12-01T17:00:00Z",
                   "place": "Shire Hall, Room 1",
                   "allowed_moves": [
                    "record_attendance",
                    "close"
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/meetings/{id}/attendance": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "recordAttendance",
            "summary": "Who is there, by agency",
            "description": "The whole list, as it stands from now on. Only organisations that sit in the forum (422 `not_a_member`).\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/AttendanceList"
               },
               "examples": {
                "two": {
                 "value": {
                  "attendance": [
                   {
                    "organisation": "agency-county-constabulary",
                    "attended": "present"
                   },
                   {
                    "organisation": "agency-vale-child-health",
                    "attended": "apologies"
                   }
                  ]
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "Done.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/MeetingChanged"
                },
                "examples": {
                 "meeting": {
                  "value": {
                   "id": "0193f0b2-0c4e-7d11-8e63-4f5a6b7c8d90",
                   "locality": {
                    "code": "E07000081",
                    "name": "Gloucester"
                   },
                   "forum": {
                    "code": "talc",
                    "name": "Team Around the Locality Cluster"
                   },
                   "status": "sitting",
                   "meets_on": "2026-12-03",
                   "starts_at": "2026-12-03T14:00:00Z",
                   "papers_by": "2026-12-01T17:00:00Z",
                   "place": "Shire Hall, Room 1",
                   "allowed_moves": [
                    "record_attendance",
                    "close"
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/meetings/{id}/closure": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "closeMeeting",
            "summary": "It is over",
            "description": "No body. Every case it did not decide goes to the next meeting of the forum in the same step, and the answer says which\nand where; without one it is 409 `no_next_meeting`. Members see its papers no longer.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "responses": {
             "200": {
              "description": "Done.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/MeetingChanged"
                },
                "examples": {
                 "meeting": {
                  "value": {
                   "id": "0193f0b2-0c4e-7d11-8e63-4f5a6b7c8d90",
                   "locality": {
                    "code": "E07000081",
                    "name": "Gloucester"
                   },
                   "forum": {
                    "code": "talc",
                    "name": "Team Around the Locality Cluster"
                   },
                   "status": "closed",
                   "meets_on": "2026-12-03",
                   "starts_at": "2026-12-03T14:00:00Z",
                   "papers_by": "2026-12-01T17:00:00Z",
                   "place": "Shire Hall, Room 1",
                   "carried_over": [
                    "0193f09e-31d0-7b0e-9c55-7f2a60d4b311"
                   ],
                   "next_meeting_id": "0193f0b2-1d5f-7e22-9f74-5a6b7c8d9e01",
                   "allowed_moves": []
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/meetings/{id}/papers": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "get": {
            "tags": [
             "router"
            ],
            "operationId": "listPapers",
            "summary": "Which parts of which cases the caller may see",
            "description": "A coordinator sees every part; a forum member what the forum's policy lets their kind of agency see, until the meeting is\nclosed. Parts that are not seen are named. A case that may not be shared any more is `withheld` altogether.\n",
            "x-roles": [
             "coordinator",
             "forum_member"
            ],
            "responses": {
             "200": {
              "description": "A line for each case on the agenda.",
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PaperList"
                },
                "examples": {
                 "police": {
                  "value": {
                   "items": [
                    {
                     "case_id": "0193f09e-31d0-7b0e-9c55-7f2a60d4b311",
                     "reference": "RH-KNQN-V43D",
                     "status": "readable",
                     "sections": [
                      "child",
                      "risks"
                     ],
                     "withheld": [
                      "concerns",
                      "tried",
                      "views",
                      "family",
                      "health"
                     ]
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/meetings/{id}/papers/{case}": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            },
            {
             "name": "case",
             "in": "path",
             "required": true,
             "description": "The id of a case on the agenda.",
             "schema": {
              "type": "string",
              "format": "uuid"
             }
            }
           ],
           "get": {
            "tags": [
             "router"
            ],
            "operationId": "getPaper",
            "summary": "The papers of one case",
            "description": "Each of its referrals, with the parts the caller may see. Reading it is written to the access log with the purpose\n`forum_papers`.\n",
            "x-roles": [
             "coordinator",
             "forum_member"
            ],
            "responses": {
             "200": {
              "description": "The papers.",
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/Paper"
                },
                "examples": {
                 "police": {
                  "value": {
                   "case_id": "0193f09e-31d0-7b0e-9c55-7f2a60d4b311",
                   "reference": "RH-KNQN-V43D",
                   "status": "readable",
                   "sections": [
                    "child",
                    "risks"
                   ],
                   "withheld": [
                    "concerns",
                    "tried",
                    "views",
                    "family",
                    "health"
                   ],
                   "referrals": [
                    {
                     "agency_kind": "education",
                     "details_state": "readable",
                     "child": {
                      "given_name": "Rowan",
                      "family_name": "Testwell",
                      "date_of_birth": "2013-04-09",
                      "age_years": 13,
                      "key_stage": "ks3",
                      "level": 3
                     },
                     "risks": {
                      "risks": []
                     }
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/cases/{id}/assignment": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "assignCase",
            "summary": "Say who works on it",
            "description": "Triage begins. Without `assignee` it is the caller. It can be given to somebody else at any time until it is closed; not\nwhile nobody has acknowledged it.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/Assignment"
               },
               "examples": {
                "mine": {
                 "value": {}
                },
                "colleague": {
                 "value": {
                  "assignee": "coordinator-gloucester"
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "$ref": "#/components/responses/CaseMoved"
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/cases/{id}/questions/{question}/chasers": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            },
            {
             "name": "question",
             "in": "path",
             "required": true,
             "description": "Of the question.",
             "schema": {
              "type": "string",
              "format": "uuid"
             }
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "chaseQuestion",
            "summary": "Remind an agency of a question",
            "description": "No body. The agency is reminded now; when it is reminded by the clock does not change. Only while an answer is waited for.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "responses": {
             "200": {
              "$ref": "#/components/responses/CaseMoved"
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/cases/{id}/level": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "changeLevel",
            "summary": "Step the level up or down",
            "description": "On the Graduated Pathway, while it is in triage or active. What the case rests on shows the new level from then on.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/LevelChange"
               },
               "examples": {
                "up": {
                 "value": {
                  "level": 4,
                  "why": "Two agencies now meet the family every week and a plan under Level 3 is not enough."
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "$ref": "#/components/responses/CaseMoved"
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/cases/{id}/transfer": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "transferCase",
            "summary": "Pass it on to another locality",
            "description": "With its history. What was still being considered is `open` there and is to be acknowledged anew; what was decided goes on.\nNot while a place is being looked for. The caller may not see it any more, unless the locality is theirs too.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/Transfer"
               },
               "examples": {
                "moved": {
                 "value": {
                  "locality": "E07000082",
                  "why": "The family has moved to Stroud and the school there has a place."
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "$ref": "#/components/responses/CaseMoved"
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/cases/{id}/closure": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "closeCase",
            "summary": "Close what was arranged",
            "description": "Support that was decided on, or a place that was taken, has come to its end. The referrer is told why, and what next.\nWhile the child is in the place, or is to come, it is 409 `place_goes_on`: its reviews come due in the case.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/Closure"
               },
               "examples": {
                "stepped_down": {
                 "value": {
                  "outcome": "stepped_down",
                  "why": "Rowan has been in every lesson for a term, and the plan has met each of its outcomes.",
                  "next": "The school goes on with its own plan and reviews it at half-term."
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "$ref": "#/components/responses/CaseMoved"
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/cases/{id}/reopening": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "reopenCase",
            "summary": "Open it again",
            "description": "It was closed too early, or by mistake; it is in triage again. Not when its referrals were withdrawn or entered in error, nor\nwhile the child has another case that is open (409 with `another_case_open`).\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/Reopening"
               },
               "examples": {
                "early": {
                 "value": {
                  "why": "The service it was signposted to has a waiting list of a year."
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "$ref": "#/components/responses/CaseMoved"
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/cases/{id}/decisions/{number}/corrections": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            },
            {
             "name": "number",
             "in": "path",
             "required": true,
             "description": "Which decision of the case, from 1.",
             "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 1000
             }
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "correctDecision",
            "summary": "Correct the record of a decision",
            "description": "By a further record, at any time; the one it corrects stays as it is.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/Correction"
               },
               "examples": {
                "present": {
                 "value": {
                  "why": "The health visitor was there and was left out.",
                  "record": {
                   "options_considered": [
                    "More support in class"
                   ],
                   "evidence": [
                    "The school's plan and its two reviews"
                   ],
                   "views": {
                    "child": "I would like to stay in my class.",
                    "family": "We agree."
                   },
                   "tests": {
                    "closer_to_vision": {
                     "answer": "yes"
                    },
                    "more_equal": {
                     "answer": "yes"
                    },
                    "best_we_can_do": {
                     "answer": "partly",
                     "words": "The visit could have been earlier."
                    },
                    "more_inclusive": {
                     "answer": "yes"
                    }
                   },
                   "present": [
                    "Coordinator for Gloucester",
                    "SENCo",
                    "Health visitor"
                   ]
                  }
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "$ref": "#/components/responses/CaseMoved"
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/queues": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "get": {
            "tags": [
             "router"
            ],
            "operationId": "listQueues",
            "summary": "How many cases wait in each of the caller's localities",
            "description": "Right in the same second as the event, and exact: by status, and by group as of the moment it is asked. One item for\nevery locality in the caller's token, empty queues too.\n",
            "x-roles": [
             "coordinator"
            ],
            "responses": {
             "200": {
              "description": "The queues.",
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/Queues"
                },
                "examples": {
                 "gloucester": {
                  "value": {
                   "as_of": "2026-11-23T09:30:00Z",
                   "items": [
                    {
                     "locality": {
                      "code": "E07000081",
                      "name": "Gloucester"
                     },
                     "counts": {
                      "open": 7,
                      "acknowledged": 3,
                      "in_triage": 5,
                      "needs_information": 1,
                      "listed": 4,
                      "awaiting_placement": 2,
                      "decided": 1,
                      "active": 11,
                      "closed": 40
                     },
                     "groups": {
                      "overdue": 1,
                      "due_today": 4,
                      "new_to_me": 5,
                      "waiting_on_others": 7,
                      "other": 13
                     },
                     "overdue": 1
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/themes": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "get": {
            "tags": [
             "router"
            ],
            "operationId": "readThemes",
            "summary": "What a locality's referrals were about, by term",
            "description": "For the strategic group of a locality (SLInC) and the board: how many cases were opened in a school term, by need, concern,\nphase, level, source, unmet demand and waiting. One report for each locality and each term that lies between `from` and\n`to`; without them, the last term that has ended. Never a sum of several.\n\nTerms are the county's: one begins on its first day of school and lasts until the next one begins, so that holidays belong to the\nterm before them. Where the county's term dates do not say when a term begins - they have a hole, or end before it - it begins on\n1 January, 1 May or 1 September. A term that has begun keeps its first day, also when other term dates count later.\n\nNobody can be found behind a number. Fewer than 5 cases in all - nothing is shown but that. A number from 1 to 4 is hidden. What\nis hidden together must leave open what each is: at least two values, holding at least twice as many cases as they are values,\nand not exactly four times as many; while it does not, all values of the next smallest number are hidden too, and when none is\nleft, the whole table is withheld. Terms do not overlap and are shown once they have ended, when their figures change no more;\nevery case is in one locality's and one term's, no two dimensions are crossed. So there is nothing to subtract. Shares from 10\ncases on; a median from 10 decisions on, where no number of its table is hidden.\n",
            "x-roles": [
             "coordinator",
             "board"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/LocalityFilter"
             },
             {
              "$ref": "#/components/parameters/ThemesFrom"
             },
             {
              "$ref": "#/components/parameters/ThemesTo"
             }
            ],
            "responses": {
             "200": {
              "description": "The tables.",
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/Themes"
                },
                "examples": {
                 "gloucester": {
                  "$ref": "#/components/examples/Themes"
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/themes.csv": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "get": {
            "tags": [
             "router"
            ],
            "operationId": "readThemesFile",
            "summary": "The same figures as a file",
            "description": "The figures of `/v1/themes`, a value a row. `count` is empty where it is hidden; `note` says why.",
            "x-roles": [
             "coordinator",
             "board"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/LocalityFilter"
             },
             {
              "$ref": "#/components/parameters/ThemesFrom"
             },
             {
              "$ref": "#/components/parameters/ThemesTo"
             }
            ],
            "responses": {
             "200": {
              "description": "The file.",
              "headers": {
               "Content-Disposition": {
                "schema": {
                 "type": "string"
                },
                "example": "attachment; filename=\"themes.csv\""
               }
              },
              "content": {
               "text/csv": {
                "schema": {
                 "type": "string"
                },
                "examples": {
                 "gloucester": {
                  "value": "locality,locality_name,term,from,to,dimension,value,words,count,percent,note\r\nE07000081,Gloucester,2026-autumn,2026-09-02,2027-01-03,,total,all cases,61,,\r\n"
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/themes/actions": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "get": {
            "tags": [
             "router"
            ],
            "operationId": "listThemeActions",
            "summary": "What the caller's localities do about their themes",
            "description": "By the day they are due, then by id.",
            "x-roles": [
             "coordinator",
             "board"
            ],
            "parameters": [
             {
              "name": "done",
              "in": "query",
              "description": "Only those that are done, or only those that are not.",
              "schema": {
               "type": "boolean"
              }
             },
             {
              "$ref": "#/components/parameters/Cursor"
             },
             {
              "$ref": "#/components/parameters/Limit"
             }
            ],
            "responses": {
             "200": {
              "description": "A page of actions.",
              "headers": {
               "Link": {
                "$ref": "#/components/headers/Link"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/ThemeActionPage"
                },
                "examples": {
                 "one": {
                  "value": {
                   "items": [
                    {
                     "id": "0193f0c4-1f20-7b66-9d11-6a0c2e8f4b01",
                     "locality": {
                      "code": "E07000081",
                      "name": "Gloucester"
                     },
                     "theme": "need",
                     "value": "SEMH",
                     "period": "2026-summer",
                     "what": "Offer places in a nurture group.",
                     "organisation": "Hillside School",
                     "owner": "the SENCO",
                     "due_on": "2027-03-31",
                     "agreed_by": "coordinator-gloucester",
                     "agreed_at": "2026-11-23T09:30:00Z",
                     "done": false
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           },
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "agreeThemeAction",
            "summary": "Agree to do something about a theme",
            "description": "Somebody does something by a day, because of what the figures of a term showed. It is read by every agency at the table:\ndo not name a child in it. What holds a valid UPN or NHS number is refused (`names_a_child`).\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/NewThemeAction"
               },
               "examples": {
                "nurture": {
                 "value": {
                  "locality": "E07000081",
                  "theme": "need",
                  "value": "SEMH",
                  "period": "2026-summer",
                  "what": "Offer places in a nurture group.",
                  "organisation": "Hillside School",
                  "owner": "the SENCO",
                  "due_on": "2027-03-31"
                 }
                }
               }
              }
             }
            },
            "responses": {
             "201": {
              "description": "Agreed.",
              "headers": {
               "Location": {
                "$ref": "#/components/headers/Location"
               },
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/ThemeActionState"
                },
                "examples": {
                 "agreed": {
                  "value": {
                   "id": "0193f0c4-1f20-7b66-9d11-6a0c2e8f4b01",
                   "done": false
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "409": {
              "$ref": "#/components/responses/KeyInUse"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/themes/actions/{id}": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "get": {
            "tags": [
             "router"
            ],
            "operationId": "readThemeAction",
            "summary": "One action",
            "description": "Of one of the caller's localities.",
            "x-roles": [
             "coordinator",
             "board"
            ],
            "responses": {
             "200": {
              "description": "The action.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/ThemeAction"
                },
                "examples": {
                 "nurture": {
                  "$ref": "#/components/examples/ThemeAction"
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/themes/actions/{id}/completion": {
           "servers": [
            {
             "url": "http://127.0.0.1:8082",
             "description": "locality-router"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "router"
            ],
            "operationId": "completeThemeAction",
            "summary": "It was done",
            "description": "And what came of it, in words without a child in them.",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/ThemeActionOutcome"
               },
               "examples": {
                "done": {
                 "value": {
                  "words": "Two groups run since February."
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "Done.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/ThemeActionState"
                },
                "examples": {
                 "done": {
                  "value": {
                   "id": "0193f0c4-1f20-7b66-9d11-6a0c2e8f4b01",
                   "done": true
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/placement-requests": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "listPlacementRequests",
            "summary": "Requests for a place in the caller's localities",
            "description": "Oldest first, by `requested_at` then `id`.",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/ReferralFilter"
             },
             {
              "name": "status",
              "in": "query",
              "description": "Only requests of this status.",
              "schema": {
               "$ref": "#/components/schemas/PlacementRequestStatus"
              }
             },
             {
              "$ref": "#/components/parameters/Cursor"
             },
             {
              "$ref": "#/components/parameters/Limit"
             }
            ],
            "responses": {
             "200": {
              "description": "A page of placement requests.",
              "headers": {
               "Link": {
                "$ref": "#/components/headers/Link"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PlacementRequestPage"
                },
                "examples": {
                 "one": {
                  "value": {
                   "items": [
                    {
                     "id": "0193f0a1-5b7c-7d11-9a01-0c7e5f4b2a10",
                     "referral_id": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
                     "case_id": "0193f09e-31d0-7b0e-9c55-7f2a60d4b311",
                     "reference": "RH-KNQN-V43D",
                     "locality": {
                      "code": "E07000081",
                      "name": "Gloucester"
                     },
                     "status": "offered",
                     "requested_at": "2026-11-23T10:02:11Z",
                     "wanted_start": "2026-12-01",
                     "key_stage": "ks3",
                     "age_years": 13,
                     "needs": [
                      "SEMH"
                     ]
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/placement-requests/{id}": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "getPlacementRequest",
            "summary": "Who fits, who does not, why, and who has been asked",
            "x-roles": [
             "coordinator"
            ],
            "responses": {
             "200": {
              "description": "The placement request.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PlacementRequest"
                },
                "examples": {
                 "declined": {
                  "$ref": "#/components/examples/PlacementRequest"
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/placement-requests/{id}/decline-confirmations": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "matcher"
            ],
            "operationId": "confirmDecline",
            "summary": "The coordinator has read a provider's decline; the next may be asked",
            "description": "For an offer that was declined. The next on the shortlist who has a place is asked, unless somebody else still is or `ask_next`\nis false; if nobody is left to ask, the request becomes `unable_to_match`.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/DeclineConfirmation"
               },
               "examples": {
                "confirm": {
                 "value": {
                  "offer_id": "0193f0a1-6c2e-7f43-8b7d-51c0a9e3d702"
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "Confirmed.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PlacementRequestState"
                },
                "examples": {
                 "next": {
                  "value": {
                   "id": "0193f0a1-5b7c-7d11-9a01-0c7e5f4b2a10",
                   "status": "offered",
                   "allowed_moves": []
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/offers": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "listOffers",
            "summary": "What the caller's organisation has been asked",
            "description": "The one to be answered soonest first, by `answer_by` then `id`. A list never names a child.",
            "x-roles": [
             "provider"
            ],
            "parameters": [
             {
              "name": "status",
              "in": "query",
              "description": "Only offers of this status.",
              "schema": {
               "$ref": "#/components/schemas/OfferStatus"
              }
             },
             {
              "$ref": "#/components/parameters/Cursor"
             },
             {
              "$ref": "#/components/parameters/Limit"
             }
            ],
            "responses": {
             "200": {
              "description": "A page of offers.",
              "headers": {
               "Link": {
                "$ref": "#/components/headers/Link"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/OfferPage"
                },
                "examples": {
                 "one": {
                  "value": {
                   "items": [
                    {
                     "id": "0193f0a1-6c2e-7f43-8b7d-51c0a9e3d702",
                     "reference": "RH-KNQN-V43D",
                     "provision": {
                      "id": "5d0f6a3e-2b61-4a0e-9d5c-6a1c8e7f0b11",
                      "name": "Severn Vale Bridge"
                     },
                     "status": "open",
                     "offered_at": "2026-11-23T10:02:12Z",
                     "answer_by": "2026-11-25T10:02:12Z",
                     "key_stage": "ks3",
                     "age_years": 13,
                     "needs": [
                      "SEMH"
                     ],
                     "wanted_start": "2026-12-01",
                     "weeks": 12,
                     "sessions_a_week": 6
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/offers/{id}": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "getOffer",
            "summary": "What is shared with the provider for this request",
            "description": "Reading it is written to the access log. Another provider's offer is answered 404. `brief` is there while\nthe offer is `open` or `accepted`; after a decline it is withheld. The `ETag` is the version of the\nplacement request the offer belongs to.\n",
            "x-roles": [
             "provider"
            ],
            "responses": {
             "200": {
              "description": "The offer.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/Offer"
                },
                "examples": {
                 "open": {
                  "$ref": "#/components/examples/Offer"
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/offers/{id}/acceptance": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "matcher"
            ],
            "operationId": "acceptOffer",
            "summary": "Yes, there is a place for this child",
            "description": "No body. Allowed while the offer is `open` and the time to answer has not passed: the place was held when the provider was\nasked, so it is there. Whoever else was asked is told that it is not needed any more.\n",
            "x-roles": [
             "provider"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "responses": {
             "200": {
              "$ref": "#/components/responses/OfferMoved"
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "description": "The offer is no longer open (`not_allowed_now`), the time to answer has passed (`offer_expired`), or the first request with this key is still running (`still_running`).",
              "headers": {
               "Retry-After": {
                "$ref": "#/components/headers/RetryAfter"
               }
              },
              "content": {
               "application/problem+json": {
                "schema": {
                 "$ref": "#/components/schemas/Problem"
                },
                "examples": {
                 "taken": {
                  "value": {
                   "type": "https://referral-hub.example/problems/not_allowed_now",
                   "title": "That is not possible now",
                   "status": 409,
                   "detail": "The time to answer is over.",
                   "instance": "4bf92f3577b34da6a3ce929d0e0e4736",
                   "errors": [
                    {
                     "pointer": "",
                     "code": "offer_expired",
                     "detail": "The time to answer is over."
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/offers/{id}/decline": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "matcher"
            ],
            "operationId": "declineOffer",
            "summary": "No, and why",
            "description": "Allowed while the offer is `open`. A code and words, never words alone. The coordinator reads it before the next provider is asked.",
            "x-roles": [
             "provider"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/Decline"
               },
               "examples": {
                "full": {
                 "value": {
                  "code": "start_date",
                  "words": "The next place comes free on 11 January; we would say yes then."
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "$ref": "#/components/responses/OfferMoved"
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/provisions": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "listProvisions",
            "summary": "The directory of alternative provision",
            "description": "Ordered by `name` then `id`. `places` counts children who have a place, or for whom one is held, from today on; what is free at a date is in its capacity. Everything listed; a provider also finds its own that is not.",
            "x-roles": [
             "coordinator",
             "provider"
            ],
            "parameters": [
             {
              "name": "listed",
              "in": "query",
              "description": "`true`: only what is listed. `false`: only what is not, such as what was taken in from a feed and is not complete; a coordinator finds everybody's, a provider its own.",
              "schema": {
               "type": "boolean"
              }
             },
             {
              "$ref": "#/components/parameters/Cursor"
             },
             {
              "$ref": "#/components/parameters/Limit"
             }
            ],
            "responses": {
             "200": {
              "description": "A page of provisions.",
              "headers": {
               "Link": {
                "$ref": "#/components/headers/Link"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/ProvisionPage"
                },
                "examples": {
                 "one": {
                  "value": {
                   "items": [
                    {
                     "id": "5d0f6a3e-2b61-4a0e-9d5c-6a1c8e7f0b11",
                     "name": "Severn Vale Bridge",
                     "provider": {
                      "id": "provider-severn-vale",
                      "name": "Severn Vale Learning Trust"
                     },
                     "kind": "ap_free_school",
                     "minimum_age": 11,
                     "maximum_age": 16,
                     "key_stages": [
                      "ks3",
                      "ks4"
                     ],
                     "needs": [
                      "SEMH",
                      "SLCN"
                     ],
                     "places": {
                      "total": 24,
                      "taken": 9,
                      "held": 2,
                      "free": 13
                     },
                     "sessions_a_week": 10,
                     "registered": true,
                     "weekly_hours": 25,
                     "assured_until": "2027-07-31",
                     "what_works": {
                      "percent": 71,
                      "low": 55,
                      "high": 84,
                      "placements": 38
                     },
                     "wait_days": 5,
                     "cost_band": "medium"
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/deliveries": {
           "servers": [
            {
             "url": "http://127.0.0.1:8084",
             "description": "notifier"
            }
           ],
           "get": {
            "tags": [
             "notifier"
            ],
            "operationId": "listDeliveries",
            "summary": "What was sent, without addresses and words",
            "description": "Newest first.",
            "x-roles": [
             "operator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/ReferralFilter"
             },
             {
              "name": "status",
              "in": "query",
              "description": "Only deliveries of this status.",
              "schema": {
               "$ref": "#/components/schemas/DeliveryStatus"
              }
             },
             {
              "$ref": "#/components/parameters/Cursor"
             },
             {
              "$ref": "#/components/parameters/Limit"
             }
            ],
            "responses": {
             "200": {
              "description": "A page of deliveries.",
              "headers": {
               "Link": {
                "$ref": "#/components/headers/Link"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/DeliveryPage"
                },
                "examples": {
                 "one": {
                  "value": {
                   "items": [
                    {
                     "id": "0193f0a1-7d10-7a55-8f20-2d9b4c6e8f13",
                     "referral_id": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
                     "template": "referral_received",
                     "audience": "referrer",
                     "status": "sent",
                     "queued_at": "2026-11-23T09:30:01Z",
                     "settled_at": "2026-11-23T09:30:02Z"
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/health/live": {
           "get": {
            "tags": [
             "common"
            ],
            "operationId": "isLive",
            "summary": "The process answers",
            "security": [],
            "responses": {
             "200": {
              "description": "Alive. Says nothing about what it depends on.",
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/Health"
                },
                "examples": {
                 "live": {
                  "value": {
                   "status": "live"
                  }
                 }
                }
               }
              }
             }
            }
           }
          },
          "/health/ready": {
           "get": {
            "tags": [
             "common"
            ],
            "operationId": "isReady",
            "summary": "The service can do its work",
            "description": "A broker that is lost later leaves a service degraded, not unready, as long as its database is there - events catch up.",
            "security": [],
            "responses": {
             "200": {
              "description": "Ready.",
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/Health"
                },
                "examples": {
                 "ready": {
                  "value": {
                   "status": "ready",
                   "faults": {}
                  }
                 }
                }
               }
              }
             },
             "503": {
              "description": "Not ready; `faults` says why.",
              "headers": {
               "Retry-After": {
                "$ref": "#/components/headers/RetryAfter"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/Health"
                },
                "examples": {
                 "waiting": {
                  "value": {
                   "status": "not_ready",
                   "faults": {
                    "database": "It does not answer."
                   }
                  }
                 }
                }
               }
              }
             }
            }
           }
          },
          "/metrics": {
           "get": {
            "tags": [
             "common"
            ],
            "operationId": "getMetrics",
            "summary": "Counters and clocks for Prometheus",
            "security": [],
            "responses": {
             "200": {
              "description": "Prometheus text format.",
              "content": {
               "text/plain": {
                "schema": {
                 "type": "string"
                }
               }
              }
             }
            }
           }
          },
          "/openapi.json": {
           "get": {
            "tags": [
             "common"
            ],
            "operationId": "getOpenAPI",
            "summary": "This document",
            "security": [],
            "responses": {
             "200": {
              "description": "OpenAPI 3.1.",
              "content": {
               "application/json": {
                "schema": {
                 "type": "object"
                }
               }
              }
             }
            }
           }
          },
          "/v1/placement-requests/{id}/agreement": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "matcher"
            ],
            "operationId": "agreePlacement",
            "summary": "The individual agreement about a place a provider has said yes to",
            "description": "Everything that parents, school and provider rely on: objectives, days and times, transport, whom to call, risks, the\nchild's and the family's views, the way back. Where a school directs the child off site, the parents must have had notice\ntwo school days before the first day; not where the authority arranges the place or another agency asked. A child has one\nplace in a half day: `placed_elsewhere` is answered 409. `If-Match` is the version of the placement request.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/AgreementToMake"
               },
               "examples": {
                "one": {
                 "value": {
                  "objectives": [
                   "In class four days a week"
                  ],
                  "from": "2026-12-07",
                  "to": "2027-02-12",
                  "sessions": [
                   "mon_am",
                   "wed_pm"
                  ],
                  "session_times": "9:15 to 12:00",
                  "transport": "Taxi",
                  "contacts": [
                   {
                    "name": "Sam Example",
                    "role": "tutor",
                    "telephone": "01452 000101"
                   }
                  ],
                  "risks": [
                   "None known"
                  ],
                  "views": {
                   "child": "I want to go.",
                   "family": "We agree."
                  },
                  "reintegration": "In steps from January.",
                  "primary_reason": "behaviour",
                  "notice": {
                   "given_on": "2026-11-23",
                   "address": "1 Mill Lane",
                   "report_to": "Sam Example",
                   "reasons": "A small group."
                  }
                 }
                }
               }
              }
             }
            },
            "responses": {
             "201": {
              "description": "Done.",
              "headers": {
               "Location": {
                "$ref": "#/components/headers/Location"
               },
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PlacementChanged"
                },
                "examples": {
                 "one": {
                  "value": {
                   "id": "0193f0a1-6c2e-7f43-8b7d-51c0a9e3d702",
                   "status": "confirmed",
                   "until": "2027-02-12",
                   "allowed_moves": [
                    "start",
                    "not_start"
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/placements": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "listPlacements",
            "summary": "Placements in the caller's localities, or of the caller's provisions",
            "description": "In the order of their agreements. Names no child.",
            "x-roles": [
             "coordinator",
             "provider"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/ReferralFilter"
             },
             {
              "name": "status",
              "in": "query",
              "description": "Only placements of this status.",
              "schema": {
               "$ref": "#/components/schemas/PlacementStatus"
              }
             },
             {
              "name": "review_by",
              "in": "query",
              "description": "Only placements whose next review is due by that day.",
              "schema": {
               "type": "string",
               "format": "date"
              }
             },
             {
              "$ref": "#/components/parameters/Cursor"
             },
             {
              "$ref": "#/components/parameters/Limit"
             }
            ],
            "responses": {
             "200": {
              "description": "A page of placements.",
              "headers": {
               "Link": {
                "$ref": "#/components/headers/Link"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PlacementPage"
                },
                "examples": {
                 "one": {
                  "value": {
                   "items": [
                    {
                     "id": "0193f0a1-6c2e-7f43-8b7d-51c0a9e3d702",
                     "placement_request_id": "0193f0a1-5b7c-7d11-9a01-0c7e5f4b2a10",
                     "referral_id": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
                     "case_id": "0193f09e-31d0-7b0e-9c55-7f2a60d4b311",
                     "reference": "RH-KNQN-V43D",
                     "locality": {
                      "code": "E07000081",
                      "name": "Gloucester"
                     },
                     "provision": {
                      "id": "5d0f6a3e-2b61-4a0e-9d5c-6a1c8e7f0b11",
                      "name": "Severn Vale Bridge"
                     },
                     "status": "started",
                     "agreed_at": "2026-11-23T10:02:11Z",
                     "from": "2026-12-07",
                     "until": "2027-02-12",
                     "sessions": [
                      "mon_am",
                      "wed_pm"
                     ],
                     "review_by": "2026-12-18",
                     "key_stage": "ks3",
                     "age_years": 13,
                     "needs": [
                      "SEMH"
                     ]
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/placements/{id}": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "getPlacement",
            "summary": "What was agreed, and what has happened since",
            "description": "Reading it leaves a trace in the access log. A provider reads what people wrote while it has the child; before and after\nthat `details_state` is `withheld`.\n",
            "x-roles": [
             "coordinator",
             "provider"
            ],
            "responses": {
             "200": {
              "description": "The placement.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/Placement"
                },
                "examples": {
                 "started": {
                  "value": {
                   "id": "0193f0a1-6c2e-7f43-8b7d-51c0a9e3d702",
                   "placement_request_id": "0193f0a1-5b7c-7d11-9a01-0c7e5f4b2a10",
                   "referral_id": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
                   "case_id": "0193f09e-31d0-7b0e-9c55-7f2a60d4b311",
                   "reference": "RH-KNQN-V43D",
                   "locality": {
                    "code": "E07000081",
                    "name": "Gloucester"
                   },
                   "provision": {
                    "id": "5d0f6a3e-2b61-4a0e-9d5c-6a1c8e7f0b11",
                    "name": "Severn Vale Bridge"
                   },
                   "status": "started",
                   "agreed_at": "2026-11-23T10:02:11Z",
                   "from": "2026-12-07",
                   "until": "2027-02-12",
                   "sessions": [
                    "mon_am",
                    "wed_pm"
                   ],
                   "review_by": "2026-12-18",
                   "key_stage": "ks3",
                   "age_years": 13,
                   "needs": [
                    "SEMH"
                   ],
                   "purpose": "reintegration",
                   "registration": "dual",
                   "primary_reason": "behaviour",
                   "off_site_direction": true,
                   "notice_given_on": "2026-11-23",
                   "agreed_by": "coordinator-gloucester",
                   "moves_before": 0,
                   "started_on": "2026-12-07",
                   "days_out_of_school": 17,
                   "attendance": {
                    "attended": 1,
                    "required": 1,
                    "marks": [
                     {
                      "date": "2026-12-07",
                      "session": "am",
                      "mark": "present",
                      "suggested_code": "B"
                     }
                    ]
                   },
                   "reviews": [],
                   "extensions": [],
                   "details_state": "erased",
                   "allowed_moves": [
                    "review",
                    "extend",
                    "plan_reintegration",
                    "end"
                   ]
                  }
                 }
                }
               }
              }
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/placements/{id}/start": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "matcher"
            ],
            "operationId": "startPlacement",
            "summary": "The child has come",
            "description": "On a school day between the agreed days. The first review is due within four weeks.\n",
            "x-roles": [
             "coordinator",
             "provider"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/PlacementStart"
               },
               "examples": {
                "one": {
                 "value": {
                  "started_on": "2026-12-07"
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "Done.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PlacementChanged"
                },
                "examples": {
                 "one": {
                  "value": {
                   "id": "0193f0a1-6c2e-7f43-8b7d-51c0a9e3d702",
                   "status": "started",
                   "until": "2027-02-12",
                   "allowed_moves": [
                    "review",
                    "plan_reintegration",
                    "end"
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/placements/{id}/not-started": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "matcher"
            ],
            "operationId": "recordPlacementNotStarted",
            "summary": "The child will not come",
            "description": "The place is free again.\n",
            "x-roles": [
             "coordinator",
             "provider"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/PlacementNotStartedToRecord"
               },
               "examples": {
                "one": {
                 "value": {
                  "reason": "family_declined",
                  "words": "They have moved."
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "Done.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PlacementChanged"
                },
                "examples": {
                 "one": {
                  "value": {
                   "id": "0193f0a1-6c2e-7f43-8b7d-51c0a9e3d702",
                   "status": "not_started",
                   "until": "2027-02-12",
                   "allowed_moves": []
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/placements/{id}/attendance": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "matcher"
            ],
            "operationId": "recordPlacementAttendance",
            "summary": "Who came to which session",
            "description": "Sessions that were agreed and have come. A later mark for the same session takes the place of the earlier one. The hub\nsuggests the code of the school's register (B, D, K, C2 …) and never enters it: `code` is the recorder's own.\n",
            "x-roles": [
             "provider"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/SessionMarksToRecord"
               },
               "examples": {
                "one": {
                 "value": {
                  "marks": [
                   {
                    "date": "2026-12-07",
                    "session": "am",
                    "mark": "present",
                    "code": "B"
                   }
                  ]
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "Done.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PlacementChanged"
                },
                "examples": {
                 "one": {
                  "value": {
                   "id": "0193f0a1-6c2e-7f43-8b7d-51c0a9e3d702",
                   "status": "started",
                   "until": "2027-02-12",
                   "allowed_moves": [
                    "review",
                    "plan_reintegration",
                    "end"
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/placements/{id}/reviews": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "matcher"
            ],
            "operationId": "reviewPlacement",
            "summary": "A review was held",
            "description": "With the child's own view. The next one is due half-termly, unless this one recommends the end.\n",
            "x-roles": [
             "coordinator",
             "provider"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/StayReviewToRecord"
               },
               "examples": {
                "one": {
                 "value": {
                  "reviewed_on": "2026-12-16",
                  "recommendation": "continue",
                  "objectives": [
                   {
                    "objective": 1,
                    "outcome": "partly"
                   }
                  ],
                  "progress": "Comes every day.",
                  "child_views": "It is calm here."
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "Done.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PlacementChanged"
                },
                "examples": {
                 "one": {
                  "value": {
                   "id": "0193f0a1-6c2e-7f43-8b7d-51c0a9e3d702",
                   "status": "in_review",
                   "until": "2027-02-12",
                   "allowed_moves": [
                    "review",
                    "plan_reintegration",
                    "end"
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/placements/{id}/extension": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "matcher"
            ],
            "operationId": "extendPlacement",
            "summary": "It goes on for longer",
            "description": "With the reason. Answered 409 `no_place_left` where others have the place from then on.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/ExtensionToRecord"
               },
               "examples": {
                "one": {
                 "value": {
                  "until": "2027-03-25",
                  "words": "More time to settle."
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "Done.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PlacementChanged"
                },
                "examples": {
                 "one": {
                  "value": {
                   "id": "0193f0a1-6c2e-7f43-8b7d-51c0a9e3d702",
                   "status": "extended",
                   "until": "2027-02-12",
                   "allowed_moves": [
                    "review",
                    "extend",
                    "plan_reintegration",
                    "end"
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/placements/{id}/reintegration": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "matcher"
            ],
            "operationId": "planReintegration",
            "summary": "The way back, or on",
            "description": "Mandatory before a placement ends as `reintegrated` or `moved_on`.\n",
            "x-roles": [
             "coordinator",
             "provider"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/ReintegrationToPlan"
               },
               "examples": {
                "one": {
                 "value": {
                  "destination": "mainstream",
                  "from": "2027-01-18",
                  "words": "Mornings first."
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "Done.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PlacementChanged"
                },
                "examples": {
                 "one": {
                  "value": {
                   "id": "0193f0a1-6c2e-7f43-8b7d-51c0a9e3d702",
                   "status": "started",
                   "until": "2027-02-12",
                   "allowed_moves": [
                    "review",
                    "plan_reintegration",
                    "end"
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/placements/{id}/end": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "matcher"
            ],
            "operationId": "endPlacement",
            "summary": "It is over",
            "description": "With an outcome for every objective, and what the next place should know. `completed` only when no school day is left\nuntil the agreed last day. The place is free after the last day.\n",
            "x-roles": [
             "coordinator",
             "provider"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/EndToRecord"
               },
               "examples": {
                "one": {
                 "value": {
                  "ended_on": "2026-12-18",
                  "ended_as": "reintegrated",
                  "objectives": [
                   {
                    "objective": 1,
                    "outcome": "achieved"
                   }
                  ],
                  "words": "Likes to read aloud."
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "Done.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PlacementChanged"
                },
                "examples": {
                 "one": {
                  "value": {
                   "id": "0193f0a1-6c2e-7f43-8b7d-51c0a9e3d702",
                   "status": "ended",
                   "until": "2027-02-12",
                   "allowed_moves": []
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/census": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "readCensus",
            "summary": "The rows of the alternative provision census",
            "description": "One for each child who was in a placement between the two days, about the latest: named by URN, UKPRN or type of setting,\nexactly one of them. With `Accept: text/csv` as a file, whose last column says what is to be corrected; otherwise in the\nstructure of the XML that is sent, and what would be sent back beside it. Only placements in the caller's localities. The\none list that names children: every row leaves a trace in the access log.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "name": "from",
              "in": "query",
              "required": true,
              "schema": {
               "type": "string",
               "format": "date"
              }
             },
             {
              "name": "to",
              "in": "query",
              "required": true,
              "description": "At most 400 days later.",
              "schema": {
               "type": "string",
               "format": "date"
              }
             }
            ],
            "responses": {
             "200": {
              "description": "The census.",
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/Census"
                },
                "examples": {
                 "none": {
                  "value": {
                   "header": {
                    "collection": "AP",
                    "from": "2026-12-01",
                    "to": "2027-01-21"
                   },
                   "pupils": [],
                   "invalid": []
                  }
                 }
                }
               },
               "text/csv": {
                "schema": {
                 "type": "string"
                },
                "examples": {
                 "headings": {
                  "value": "upn,uln,surname,forename,date_of_birth,sex,ethnicity,sen_provision,postcode,urn,ukprn,setting_type,reason,entry_date,leaving_date,attendance_pattern,sessions_per_week,placement_id,problems\r\n"
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/placement-requests/{id}/offers": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "matcher"
            ],
            "operationId": "askProviders",
            "summary": "Ask one or several providers",
            "description": "Every hard rule is checked again at that moment, and a place is held with each provider until `answer_by`: two working days,\none at `short_notice`, four office hours in an `emergency`. All are asked or none: 409 names every rule that one of them fails,\nwith the code of the rule (`capacity`, `sessions`, `age`, `assurance` …). `over_commit` asks although there is no room, for a reason\nthat goes on record; no other rule gives way to it. The first yes withdraws the other offers.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/AskedOffers"
               },
               "examples": {
                "one": {
                 "value": {
                  "provisions": [
                   "5d0f6a3e-2b61-4a0e-9d5c-6a1c8e7f0b11"
                  ],
                  "urgency": "normal"
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "The request as it is now.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PlacementRequestState"
                },
                "examples": {
                 "one": {
                  "value": {
                   "id": "0193f0a1-5b7c-7d11-9a01-0c7e5f4b2a10",
                   "status": "offered",
                   "allowed_moves": [
                    "ask",
                    "rank_again",
                    "withdraw_offer"
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/placement-requests/{id}/shortlist": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "matcher"
            ],
            "operationId": "rankAgain",
            "summary": "Rank again",
            "description": "No body. What is free has changed since; offers that are open stay.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "responses": {
             "200": {
              "description": "The request as it is now.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PlacementRequestState"
                },
                "examples": {
                 "one": {
                  "value": {
                   "id": "0193f0a1-5b7c-7d11-9a01-0c7e5f4b2a10",
                   "status": "offered",
                   "allowed_moves": [
                    "ask",
                    "rank_again",
                    "withdraw_offer"
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/placement-requests/{id}/answers": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "matcher"
            ],
            "operationId": "answerProvider",
            "summary": "Answer what a provider wants to know",
            "description": "Allowed while that offer is open. The time to answer goes on.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/QuestionAnswered"
               },
               "examples": {
                "one": {
                 "value": {
                  "question_id": "0193f0a1-7a00-7c21-8e11-2b6a0d4c1f33",
                  "words": "A taxi is arranged by the authority."
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "The request as it is now.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PlacementRequestState"
                },
                "examples": {
                 "one": {
                  "value": {
                   "id": "0193f0a1-5b7c-7d11-9a01-0c7e5f4b2a10",
                   "status": "offered",
                   "allowed_moves": [
                    "ask",
                    "rank_again",
                    "withdraw_offer"
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/placement-requests/{id}/offer-withdrawals": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "matcher"
            ],
            "operationId": "withdrawOffer",
            "summary": "Ask a provider no more",
            "description": "Allowed while that offer is open; the place is not held any more, and the provider is told.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/OfferNamed"
               },
               "examples": {
                "one": {
                 "value": {
                  "offer_id": "0193f0a1-6c2e-7f43-8b7d-51c0a9e3d702"
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "The request as it is now.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PlacementRequestState"
                },
                "examples": {
                 "one": {
                  "value": {
                   "id": "0193f0a1-5b7c-7d11-9a01-0c7e5f4b2a10",
                   "status": "offered",
                   "allowed_moves": [
                    "ask",
                    "rank_again",
                    "withdraw_offer"
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/placement-requests/{id}/unable-to-match": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "matcher"
            ],
            "operationId": "recordUnableToMatch",
            "summary": "Record that nothing fits, and why",
            "description": "Allowed while nobody is asked. It ends the search, gives the case back to the coordinator and is counted as unmet demand.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/UnableToMatch"
               },
               "examples": {
                "one": {
                 "value": {
                  "code": "too_far",
                  "words": "An hour by taxi each way."
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "The request as it is now.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/PlacementRequestState"
                },
                "examples": {
                 "one": {
                  "value": {
                   "id": "0193f0a1-5b7c-7d11-9a01-0c7e5f4b2a10",
                   "status": "offered",
                   "allowed_moves": [
                    "ask",
                    "rank_again",
                    "withdraw_offer"
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/offers/{id}/questions": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "matcher"
            ],
            "operationId": "askBeforeAnswering",
            "summary": "Ask something before the answer",
            "description": "Allowed while the offer is open, at most ten times. The time to answer goes on.\n",
            "x-roles": [
             "provider"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/Words"
               },
               "examples": {
                "one": {
                 "value": {
                  "words": "Is there a taxi?"
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "$ref": "#/components/responses/OfferMoved"
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "410": {
              "$ref": "#/components/responses/Erased"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/provisions/{id}/capacity": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "getCapacity",
            "summary": "Places held, taken and free, by date and session",
            "description": "From `from` (today) to `to` (four weeks), 100 days at most; days on which nobody comes are left out. Until the provider sets a\ncalendar the directory's places count in every session of the term. A provider sees its own provisions alone. The `ETag` is what\nsetting it needs in `If-Match`.\n",
            "x-roles": [
             "coordinator",
             "provider"
            ],
            "parameters": [
             {
              "name": "from",
              "in": "query",
              "description": "The first day.",
              "schema": {
               "type": "string",
               "format": "date"
              }
             },
             {
              "name": "to",
              "in": "query",
              "description": "The last day.",
              "schema": {
               "type": "string",
               "format": "date"
              }
             }
            ],
            "responses": {
             "200": {
              "description": "The calendar, and what is free.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/Capacity"
                },
                "examples": {
                 "one": {
                  "value": {
                   "provision_id": "5d0f6a3e-2b61-4a0e-9d5c-6a1c8e7f0b11",
                   "set_by_provider": true,
                   "rules": [
                    {
                     "from": "2026-11-02",
                     "sessions": [
                      "mon_am",
                      "mon_pm"
                     ],
                     "places": 8,
                     "key_stages": [
                      "ks3"
                     ],
                     "needs": []
                    }
                   ],
                   "closures": [
                    {
                     "from": "2026-12-07",
                     "to": "2026-12-07",
                     "reason": "training"
                    }
                   ],
                   "from": "2026-11-23",
                   "to": "2026-11-23",
                   "days": [
                    {
                     "date": "2026-11-23",
                     "sessions": [
                      {
                       "session": "mon_am",
                       "places": 8,
                       "held": 1,
                       "taken": 5,
                       "free": 2
                      },
                      {
                       "session": "mon_pm",
                       "places": 8,
                       "held": 0,
                       "taken": 5,
                       "free": 3
                      }
                     ]
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           },
           "put": {
            "tags": [
             "matcher"
            ],
            "operationId": "setCapacity",
            "summary": "Set the whole calendar",
            "description": "Rules for the same half day add up. Places below what is booked are allowed: nobody loses a place, nobody new gets one, and\n`over_booked` says where that is (100 half days at most). Children who are booked stay also on days that are closed now.\n",
            "x-roles": [
             "provider"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/CapacitySet"
               },
               "examples": {
                "one": {
                 "value": {
                  "rules": [
                   {
                    "from": "2026-11-02",
                    "sessions": [
                     "mon_am",
                     "tue_am"
                    ],
                    "places": 8,
                    "key_stages": [
                     "ks3"
                    ]
                   }
                  ],
                  "closures": [
                   {
                    "from": "2026-12-07",
                    "to": "2026-12-07",
                    "reason": "training"
                   }
                  ]
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "It is set.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/CapacityIsSet"
                },
                "examples": {
                 "one": {
                  "value": {
                   "provision_id": "5d0f6a3e-2b61-4a0e-9d5c-6a1c8e7f0b11",
                   "over_booked": []
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/provisions/{id}": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "readProvision",
            "summary": "One entry of the directory",
            "description": "The row of the list, what keeps it from being listed, who assured it, what works for which need, and the entry as Open Referral UK has it. What is not listed is shown to coordinators and its own provider.",
            "x-roles": [
             "coordinator",
             "provider"
            ],
            "responses": {
             "200": {
              "description": "The entry.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/ProvisionRecord"
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           },
           "put": {
            "tags": [
             "matcher"
            ],
            "operationId": "writeProvision",
            "summary": "Describe a provision",
            "description": "A service of Open Referral UK, whole, with attributes of the taxonomies at `/taxonomies`. With `If-Match` it replaces what is there; without, it is new. A coordinator may describe every provision, a provider those of its own organisation. What was taken in from a feed is completed so, and listed as soon as it is assured. Assurance is not part of it.",
            "x-roles": [
             "coordinator",
             "provider"
            ],
            "parameters": [
             {
              "name": "If-Match",
              "in": "header",
              "description": "The `ETag` of the entry that is replaced; left out for a new one.",
              "schema": {
               "type": "string",
               "pattern": "^\"[0-9]{1,18}\"$"
              }
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/OpenReferralService"
               },
               "examples": {
                "one": {
                 "value": {
                  "id": "ac148810-d857-441c-9679-408f346de14b",
                  "name": "Severn Bank Studio",
                  "status": "active",
                  "minimum_age": 11,
                  "maximum_age": 16,
                  "organization": {
                   "id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610",
                   "name": "Severn Bank Arts"
                  },
                  "attributes": [
                   {
                    "taxonomy_term": {
                     "taxonomy": "hub-ap-kind",
                     "code": "third_sector"
                    }
                   },
                   {
                    "taxonomy_term": {
                     "taxonomy": "hub-key-stage",
                     "code": "ks3"
                    }
                   },
                   {
                    "taxonomy_term": {
                     "taxonomy": "hub-need",
                     "code": "SEMH"
                    }
                   },
                   {
                    "taxonomy_term": {
                     "taxonomy": "hub-figure",
                     "code": "sessions_a_week"
                    },
                    "value": "6"
                   },
                   {
                    "taxonomy_term": {
                     "taxonomy": "hub-figure",
                     "code": "weekly_hours"
                    },
                    "value": "15"
                   },
                   {
                    "taxonomy_term": {
                     "taxonomy": "hub-figure",
                     "code": "registered"
                    },
                    "value": "false"
                   }
                  ]
                 }
                }
               }
              }
             }
            },
            "responses": {
             "200": {
              "description": "Changed.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/ProvisionWritten"
                }
               }
              }
             },
             "201": {
              "description": "New.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Location": {
                "$ref": "#/components/headers/Location"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/ProvisionWritten"
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           },
           "delete": {
            "tags": [
             "matcher"
            ],
            "operationId": "unlistProvision",
            "summary": "Take a provision off the list",
            "description": "Nobody is asked any more. Children who are there stay.",
            "x-roles": [
             "coordinator",
             "provider"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "responses": {
             "204": {
              "description": "Not listed any more."
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/provisions/{id}/assurances": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "matcher"
            ],
            "operationId": "assureProvision",
            "summary": "Record that its quality was assured",
            "description": "Who assured it, when, until when (three years at most), against which standard, and what was seen. What is out of date is not offered. What was taken in from a feed, and is complete, is listed with it.",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             },
             {
              "$ref": "#/components/parameters/IfMatch"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/NewAssurance"
               },
               "examples": {
                "one": {
                 "value": {
                  "assurer": "Inclusion Service",
                  "standard": "County AP standard 2026",
                  "assured_on": "2026-11-20",
                  "until": "2027-11-19",
                  "evidence": [
                   {
                    "kind": "visit",
                    "seen_on": "2026-11-12"
                   }
                  ]
                 }
                }
               }
              }
             }
            },
            "responses": {
             "201": {
              "description": "Recorded.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ETag"
               },
               "Location": {
                "$ref": "#/components/headers/Location"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/AssuranceState"
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "412": {
              "$ref": "#/components/responses/PreconditionFailed"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "428": {
              "$ref": "#/components/responses/PreconditionRequired"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/directory/imports": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "post": {
            "tags": [
             "matcher"
            ],
            "operationId": "importDirectory",
            "summary": "Bring in a feed of Open Referral UK",
            "description": "Every service is read and compared with the directory; those that are wrong are named, row by row, and keep no other from being read. Nothing changes unless `apply` is true; then every valid entry is applied, all or nothing. Only a feed that is `whole` takes off the list what has left it, and none without one good entry does. What somebody edited here stays until the feed has news of that very field; an entry of another feed is not taken over. At most 32 MiB and 10,000 services.\n\nA service that says nothing in the hub's terms is passed over, and has a row that says so, unless `take_in` names it or its organisation. Then it becomes an entry that is neither shown nor offered until it says what is `missing` (`PUT /v1/provisions/{id}`) and is assured. What was taken in once need not be named again: later imports bring up to date what the feed says, and leave alone what was completed here. `organizations` says what the hub calls organisations of the feed, for this import and later ones.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             }
            ],
            "requestBody": {
             "required": true,
             "content": {
              "application/json": {
               "schema": {
                "$ref": "#/components/schemas/NewDirectoryImport"
               },
               "examples": {
                "one": {
                 "value": {
                  "feed": "https://directory.example/api",
                  "whole": true,
                  "apply": false,
                  "services": [
                   {
                    "id": "ac148810-d857-441c-9679-408f346de14b",
                    "name": "Severn Bank Studio",
                    "status": "active",
                    "minimum_age": 11,
                    "maximum_age": 16,
                    "organization": {
                     "id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610",
                     "name": "Severn Bank Arts"
                    },
                    "attributes": [
                     {
                      "taxonomy_term": {
                       "taxonomy": "hub-ap-kind",
                       "code": "third_sector"
                      }
                     },
                     {
                      "taxonomy_term": {
                       "taxonomy": "hub-key-stage",
                       "code": "ks3"
                      }
                     },
                     {
                      "taxonomy_term": {
                       "taxonomy": "hub-need",
                       "code": "SEMH"
                      }
                     },
                     {
                      "taxonomy_term": {
                       "taxonomy": "hub-figure",
                       "code": "sessions_a_week"
                      },
                      "value": "6"
                     },
                     {
                      "taxonomy_term": {
                       "taxonomy": "hub-figure",
                       "code": "weekly_hours"
                      },
                      "value": "15"
                     },
                     {
                      "taxonomy_term": {
                       "taxonomy": "hub-figure",
                       "code": "registered"
                      },
                      "value": "false"
                     }
                    ]
                   }
                  ]
                 }
                }
               }
              }
             }
            },
            "responses": {
             "201": {
              "description": "Compared, or applied.",
              "headers": {
               "Location": {
                "$ref": "#/components/headers/Location"
               },
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/DirectoryImport"
                },
                "examples": {
                 "one": {
                  "value": {
                   "id": "0193f0c4-1f20-7b66-9d11-6a0c2e8f4b01",
                   "feed": "https://directory.example/api",
                   "whole": true,
                   "state": "staged",
                   "posted_at": "2026-11-23T10:00:00Z",
                   "counts": {
                    "listed": 1,
                    "taken_in": 1,
                    "changed": 0,
                    "unchanged": 0,
                    "unlisted": 0,
                    "refused": 1,
                    "passed_over": 1
                   },
                   "rows": [
                    {
                     "row": 0,
                     "id": "ac148810-d857-441c-9679-408f346de14b",
                     "name": "Severn Bank Studio",
                     "outcome": "listed"
                    },
                    {
                     "row": 1,
                     "outcome": "refused",
                     "problems": [
                      {
                       "pointer": "/name",
                       "code": "required",
                       "detail": "This must be given."
                      }
                     ]
                    },
                    {
                     "row": 2,
                     "id": "2f4f0c1e-6f0d-4a52-9a3b-1d2f5f0a7c10",
                     "name": "Orchard Farm Learning",
                     "outcome": "taken_in",
                     "missing": [
                      {
                       "pointer": "/attributes",
                       "code": "kind_missing",
                       "detail": "One attribute with a term of taxonomy hub-ap-kind."
                      }
                     ]
                    },
                    {
                     "row": 3,
                     "id": "8d0b6b0e-1f57-4e8c-8a55-6f3d8e0c2b11",
                     "name": "Tuesday Tea",
                     "organization": {
                      "id": "5b8f8a1e-7f0e-49b5-9f0f-3f1a2c4d5e6f",
                      "name": "Village Hall"
                     },
                     "outcome": "passed_over",
                     "problems": [
                      {
                       "pointer": "/attributes",
                       "code": "no_hub_terms",
                       "detail": "Nothing here is in the hub's terms. Name its id, or its organisation's, in take_in to take it in."
                      }
                     ]
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "413": {
              "$ref": "#/components/responses/TooLarge"
             },
             "415": {
              "$ref": "#/components/responses/UnsupportedMediaType"
             },
             "422": {
              "$ref": "#/components/responses/Invalid"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/directory/imports/{id}": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "readDirectoryImport",
            "summary": "What an import changed, or would change",
            "description": "As it was compared, or applied.",
            "x-roles": [
             "coordinator"
            ],
            "responses": {
             "200": {
              "description": "The import.",
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/DirectoryImport"
                },
                "examples": {
                 "one": {
                  "value": {
                   "id": "0193f0c4-1f20-7b66-9d11-6a0c2e8f4b01",
                   "feed": "https://directory.example/api",
                   "whole": true,
                   "state": "staged",
                   "posted_at": "2026-11-23T10:00:00Z",
                   "counts": {
                    "listed": 1,
                    "taken_in": 1,
                    "changed": 0,
                    "unchanged": 0,
                    "unlisted": 0,
                    "refused": 1,
                    "passed_over": 1
                   },
                   "rows": [
                    {
                     "row": 0,
                     "id": "ac148810-d857-441c-9679-408f346de14b",
                     "name": "Severn Bank Studio",
                     "outcome": "listed"
                    },
                    {
                     "row": 1,
                     "outcome": "refused",
                     "problems": [
                      {
                       "pointer": "/name",
                       "code": "required",
                       "detail": "This must be given."
                      }
                     ]
                    },
                    {
                     "row": 2,
                     "id": "2f4f0c1e-6f0d-4a52-9a3b-1d2f5f0a7c10",
                     "name": "Orchard Farm Learning",
                     "outcome": "taken_in",
                     "missing": [
                      {
                       "pointer": "/attributes",
                       "code": "kind_missing",
                       "detail": "One attribute with a term of taxonomy hub-ap-kind."
                      }
                     ]
                    },
                    {
                     "row": 3,
                     "id": "8d0b6b0e-1f57-4e8c-8a55-6f3d8e0c2b11",
                     "name": "Tuesday Tea",
                     "organization": {
                      "id": "5b8f8a1e-7f0e-49b5-9f0f-3f1a2c4d5e6f",
                      "name": "Village Hall"
                     },
                     "outcome": "passed_over",
                     "problems": [
                      {
                       "pointer": "/attributes",
                       "code": "no_hub_terms",
                       "detail": "Nothing here is in the hub's terms. Name its id, or its organisation's, in take_in to take it in."
                      }
                     ]
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/directory/imports/{id}/application": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "post": {
            "tags": [
             "matcher"
            ],
            "operationId": "applyDirectoryImport",
            "summary": "Apply an import that was only compared",
            "description": "Compared anew with the directory as it is by now. Once.",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/IdempotencyKey"
             }
            ],
            "responses": {
             "200": {
              "description": "Applied.",
              "headers": {
               "Idempotency-Replayed": {
                "$ref": "#/components/headers/IdempotencyReplayed"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/DirectoryImport"
                },
                "examples": {
                 "one": {
                  "value": {
                   "id": "0193f0c4-1f20-7b66-9d11-6a0c2e8f4b01",
                   "feed": "https://directory.example/api",
                   "whole": true,
                   "state": "staged",
                   "posted_at": "2026-11-23T10:00:00Z",
                   "counts": {
                    "listed": 1,
                    "taken_in": 1,
                    "changed": 0,
                    "unchanged": 0,
                    "unlisted": 0,
                    "refused": 1,
                    "passed_over": 1
                   },
                   "rows": [
                    {
                     "row": 0,
                     "id": "ac148810-d857-441c-9679-408f346de14b",
                     "name": "Severn Bank Studio",
                     "outcome": "listed"
                    },
                    {
                     "row": 1,
                     "outcome": "refused",
                     "problems": [
                      {
                       "pointer": "/name",
                       "code": "required",
                       "detail": "This must be given."
                      }
                     ]
                    },
                    {
                     "row": 2,
                     "id": "2f4f0c1e-6f0d-4a52-9a3b-1d2f5f0a7c10",
                     "name": "Orchard Farm Learning",
                     "outcome": "taken_in",
                     "missing": [
                      {
                       "pointer": "/attributes",
                       "code": "kind_missing",
                       "detail": "One attribute with a term of taxonomy hub-ap-kind."
                      }
                     ]
                    },
                    {
                     "row": 3,
                     "id": "8d0b6b0e-1f57-4e8c-8a55-6f3d8e0c2b11",
                     "name": "Tuesday Tea",
                     "organization": {
                      "id": "5b8f8a1e-7f0e-49b5-9f0f-3f1a2c4d5e6f",
                      "name": "Village Hall"
                     },
                     "outcome": "passed_over",
                     "problems": [
                      {
                       "pointer": "/attributes",
                       "code": "no_hub_terms",
                       "detail": "Nothing here is in the hub's terms. Name its id, or its organisation's, in take_in to take it in."
                      }
                     ]
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "409": {
              "$ref": "#/components/responses/NotAllowedNow"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "readDirectoryInformation",
            "summary": "What the public directory is",
            "description": "Open Referral UK, for those who look for a feed.",
            "security": [],
            "responses": {
             "200": {
              "description": "Version, profile and document.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ContentETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/OpenReferralInformation"
                }
               }
              }
             },
             "304": {
              "description": "Not changed since the `ETag` in `If-None-Match`."
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/v1/unmet-demand": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "readUnmetDemand",
            "summary": "Where more places would help the most",
            "description": "Of all children of the county for whom a place is looked for, or was in vain: where so many more places would help the\nmost of them, each given those before it. Nothing about a child; numbers of children from 1 to 4, and those from which\none could be worked out, are left out. For coordinators and the board.\n",
            "parameters": [
             {
              "name": "more",
              "in": "query",
              "description": "How many more places.",
              "schema": {
               "type": "integer",
               "minimum": 1,
               "maximum": 100,
               "default": 20
              }
             }
            ],
            "responses": {
             "200": {
              "description": "As it is now.",
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/UnmetDemand"
                },
                "examples": {
                 "some": {
                  "value": {
                   "on": "2026-11-23",
                   "waiting": 31,
                   "unplaced": 12,
                   "more_placed": 12,
                   "places": [
                    {
                     "provision": {
                      "id": "5d0f6a3e-2b61-4a0e-9d5c-6a1c8e7f0b11",
                      "name": "Severn Vale Bridge"
                     },
                     "kind": "third_sector",
                     "free_now": 0,
                     "more": 12
                    }
                   ]
                  }
                 }
                }
               }
              }
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "401": {
              "$ref": "#/components/responses/Unauthenticated"
             },
             "403": {
              "$ref": "#/components/responses/Forbidden"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/services": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "listServices",
            "summary": "Services of alternative provision, for everybody",
            "description": "Open Referral UK (HSDS 3), read-only, without sign-in. Ordered by name. Nobody's details are in it. Parameters of the\nstandard that are not answered here (postcode and times of day among them) are refused, never passed over: where\nsomebody lives is not asked for on an open address, and provisions have half days.\n",
            "security": [],
            "parameters": [
             {
              "name": "page",
              "in": "query",
              "description": "From 1.",
              "schema": {
               "type": "integer",
               "minimum": 1,
               "maximum": 1000000,
               "default": 1
              }
             },
             {
              "name": "per_page",
              "in": "query",
              "description": "Items a page.",
              "schema": {
               "type": "integer",
               "minimum": 1,
               "maximum": 500,
               "default": 50
              }
             },
             {
              "name": "search",
              "in": "query",
              "description": "Words of its name or its provider's.",
              "schema": {
               "type": "string"
              }
             },
             {
              "name": "taxonomy_term_id",
              "in": "query",
              "description": "Only with this term.",
              "schema": {
               "type": "string",
               "format": "uuid"
              }
             },
             {
              "name": "taxonomy_id",
              "in": "query",
              "description": "Only with a term of this taxonomy.",
              "schema": {
               "type": "string",
               "format": "uuid"
              }
             },
             {
              "name": "organization_id",
              "in": "query",
              "description": "Only this provider's.",
              "schema": {
               "type": "string",
               "format": "uuid"
              }
             },
             {
              "name": "minimum_age",
              "in": "query",
              "description": "Whoever takes children of this age or older.",
              "schema": {
               "type": "integer",
               "minimum": 0,
               "maximum": 150
              }
             },
             {
              "name": "maximum_age",
              "in": "query",
              "description": "Whoever takes children of this age or younger.",
              "schema": {
               "type": "integer",
               "minimum": 0,
               "maximum": 150
              }
             },
             {
              "name": "modified_after",
              "in": "query",
              "description": "Changed since.",
              "schema": {
               "type": "string",
               "format": "date-time"
              }
             },
             {
              "name": "lat",
              "in": "query",
              "description": "With long and proximity: near this place (WGS 84).",
              "schema": {
               "type": "number",
               "minimum": -90,
               "maximum": 90
              }
             },
             {
              "name": "long",
              "in": "query",
              "description": "With lat and proximity.",
              "schema": {
               "type": "number",
               "minimum": -180,
               "maximum": 180
              }
             },
             {
              "name": "proximity",
              "in": "query",
              "description": "Within so many metres, with lat and long. Places are kept to the kilometre; those without one are not found.",
              "schema": {
               "type": "number",
               "minimum": 0,
               "maximum": 1000000
              }
             },
             {
              "name": "day",
              "in": "query",
              "description": "Where children can be on one of these days of the week.",
              "schema": {
               "type": "array",
               "items": {
                "type": "string",
                "enum": [
                 "MO",
                 "TU",
                 "WE",
                 "TH",
                 "FR",
                 "SA",
                 "SU"
                ]
               }
              }
             },
             {
              "name": "full",
              "in": "query",
              "description": "With everything that belongs to it.",
              "schema": {
               "type": "boolean",
               "default": false
              }
             },
             {
              "name": "minimal",
              "in": "query",
              "description": "Id and time of the last change alone.",
              "schema": {
               "type": "boolean",
               "default": false
              }
             }
            ],
            "responses": {
             "200": {
              "description": "A page.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ContentETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/OpenReferralPage"
                },
                "examples": {
                 "one": {
                  "value": {
                   "total_items": 0,
                   "total_pages": 0,
                   "page_number": 1,
                   "size": 0,
                   "first_page": true,
                   "last_page": true,
                   "empty": true,
                   "contents": []
                  }
                 }
                }
               }
              }
             },
             "304": {
              "description": "Not changed since the `ETag` in `If-None-Match`."
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/services/{id}": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "readService",
            "summary": "One service, with everything that belongs to it",
            "description": "With its capacity, and with what works where ten placements or more have shown it.",
            "security": [],
            "responses": {
             "200": {
              "description": "It.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ContentETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/OpenReferralService"
                }
               }
              }
             },
             "304": {
              "description": "Not changed since the `ETag` in `If-None-Match`."
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/service_at_locations": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "listServiceAtLocations",
            "summary": "Services at their places",
            "description": "Open Referral UK. Parameters of the standard that are not answered here are refused, as at /services.",
            "security": [],
            "parameters": [
             {
              "name": "page",
              "in": "query",
              "description": "From 1.",
              "schema": {
               "type": "integer",
               "minimum": 1,
               "maximum": 1000000,
               "default": 1
              }
             },
             {
              "name": "per_page",
              "in": "query",
              "description": "Items a page.",
              "schema": {
               "type": "integer",
               "minimum": 1,
               "maximum": 500,
               "default": 50
              }
             },
             {
              "name": "search",
              "in": "query",
              "description": "Words of its name or its provider's.",
              "schema": {
               "type": "string"
              }
             },
             {
              "name": "taxonomy_term_id",
              "in": "query",
              "description": "Only with this term.",
              "schema": {
               "type": "string",
               "format": "uuid"
              }
             },
             {
              "name": "taxonomy_id",
              "in": "query",
              "description": "Only with a term of this taxonomy.",
              "schema": {
               "type": "string",
               "format": "uuid"
              }
             },
             {
              "name": "organization_id",
              "in": "query",
              "description": "Only this provider's.",
              "schema": {
               "type": "string",
               "format": "uuid"
              }
             },
             {
              "name": "minimum_age",
              "in": "query",
              "description": "Whoever takes children of this age or older.",
              "schema": {
               "type": "integer",
               "minimum": 0,
               "maximum": 150
              }
             },
             {
              "name": "maximum_age",
              "in": "query",
              "description": "Whoever takes children of this age or younger.",
              "schema": {
               "type": "integer",
               "minimum": 0,
               "maximum": 150
              }
             },
             {
              "name": "modified_after",
              "in": "query",
              "description": "Changed since.",
              "schema": {
               "type": "string",
               "format": "date-time"
              }
             },
             {
              "name": "lat",
              "in": "query",
              "description": "With long and proximity: near this place (WGS 84).",
              "schema": {
               "type": "number",
               "minimum": -90,
               "maximum": 90
              }
             },
             {
              "name": "long",
              "in": "query",
              "description": "With lat and proximity.",
              "schema": {
               "type": "number",
               "minimum": -180,
               "maximum": 180
              }
             },
             {
              "name": "proximity",
              "in": "query",
              "description": "Within so many metres, with lat and long. Places are kept to the kilometre; those without one are not found.",
              "schema": {
               "type": "number",
               "minimum": 0,
               "maximum": 1000000
              }
             },
             {
              "name": "day",
              "in": "query",
              "description": "Where children can be on one of these days of the week.",
              "schema": {
               "type": "array",
               "items": {
                "type": "string",
                "enum": [
                 "MO",
                 "TU",
                 "WE",
                 "TH",
                 "FR",
                 "SA",
                 "SU"
                ]
               }
              }
             },
             {
              "name": "full",
              "in": "query",
              "description": "With everything that belongs to it.",
              "schema": {
               "type": "boolean",
               "default": false
              }
             }
            ],
            "responses": {
             "200": {
              "description": "A page.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ContentETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/OpenReferralPage"
                },
                "examples": {
                 "one": {
                  "value": {
                   "total_items": 0,
                   "total_pages": 0,
                   "page_number": 1,
                   "size": 0,
                   "first_page": true,
                   "last_page": true,
                   "empty": true,
                   "contents": []
                  }
                 }
                }
               }
              }
             },
             "304": {
              "description": "Not changed since the `ETag` in `If-None-Match`."
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/service_at_locations/{id}": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "readServiceAtLocation",
            "summary": "One service at its place",
            "description": "Open Referral UK.",
            "security": [],
            "responses": {
             "200": {
              "description": "It.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ContentETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/OpenReferralThing"
                }
               }
              }
             },
             "304": {
              "description": "Not changed since the `ETag` in `If-None-Match`."
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/organizations": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "listOrganizations",
            "summary": "Providers",
            "description": "Open Referral UK. Ordered by name.",
            "security": [],
            "parameters": [
             {
              "name": "page",
              "in": "query",
              "description": "From 1.",
              "schema": {
               "type": "integer",
               "minimum": 1,
               "maximum": 1000000,
               "default": 1
              }
             },
             {
              "name": "per_page",
              "in": "query",
              "description": "Items a page.",
              "schema": {
               "type": "integer",
               "minimum": 1,
               "maximum": 500,
               "default": 50
              }
             }
            ],
            "responses": {
             "200": {
              "description": "A page.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ContentETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/OpenReferralPage"
                },
                "examples": {
                 "one": {
                  "value": {
                   "total_items": 0,
                   "total_pages": 0,
                   "page_number": 1,
                   "size": 0,
                   "first_page": true,
                   "last_page": true,
                   "empty": true,
                   "contents": []
                  }
                 }
                }
               }
              }
             },
             "304": {
              "description": "Not changed since the `ETag` in `If-None-Match`."
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/organizations/{id}": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "readOrganization",
            "summary": "One provider with its services",
            "description": "Open Referral UK.",
            "security": [],
            "responses": {
             "200": {
              "description": "It.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ContentETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/OpenReferralThing"
                }
               }
              }
             },
             "304": {
              "description": "Not changed since the `ETag` in `If-None-Match`."
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/taxonomies": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "listTaxonomies",
            "summary": "The hub's own taxonomies",
            "description": "What the hub reads from a service's attributes beyond the fields of the standard.",
            "security": [],
            "parameters": [
             {
              "name": "page",
              "in": "query",
              "description": "From 1.",
              "schema": {
               "type": "integer",
               "minimum": 1,
               "maximum": 1000000,
               "default": 1
              }
             },
             {
              "name": "per_page",
              "in": "query",
              "description": "Items a page.",
              "schema": {
               "type": "integer",
               "minimum": 1,
               "maximum": 500,
               "default": 50
              }
             }
            ],
            "responses": {
             "200": {
              "description": "A page.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ContentETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/OpenReferralPage"
                },
                "examples": {
                 "one": {
                  "value": {
                   "total_items": 0,
                   "total_pages": 0,
                   "page_number": 1,
                   "size": 0,
                   "first_page": true,
                   "last_page": true,
                   "empty": true,
                   "contents": []
                  }
                 }
                }
               }
              }
             },
             "304": {
              "description": "Not changed since the `ETag` in `If-None-Match`."
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/taxonomies/{id}": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "readTaxonomy",
            "summary": "One taxonomy",
            "description": "Open Referral UK.",
            "security": [],
            "responses": {
             "200": {
              "description": "It.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ContentETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/OpenReferralThing"
                }
               }
              }
             },
             "304": {
              "description": "Not changed since the `ETag` in `If-None-Match`."
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/taxonomy_terms": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "listTaxonomyTerms",
            "summary": "Terms of the hub's taxonomies",
            "description": "Open Referral UK.",
            "security": [],
            "parameters": [
             {
              "name": "page",
              "in": "query",
              "description": "From 1.",
              "schema": {
               "type": "integer",
               "minimum": 1,
               "maximum": 1000000,
               "default": 1
              }
             },
             {
              "name": "per_page",
              "in": "query",
              "description": "Items a page.",
              "schema": {
               "type": "integer",
               "minimum": 1,
               "maximum": 500,
               "default": 50
              }
             },
             {
              "name": "taxonomy_id",
              "in": "query",
              "description": "Only of this taxonomy.",
              "schema": {
               "type": "string",
               "format": "uuid"
              }
             }
            ],
            "responses": {
             "200": {
              "description": "A page.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ContentETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/OpenReferralPage"
                },
                "examples": {
                 "one": {
                  "value": {
                   "total_items": 0,
                   "total_pages": 0,
                   "page_number": 1,
                   "size": 0,
                   "first_page": true,
                   "last_page": true,
                   "empty": true,
                   "contents": []
                  }
                 }
                }
               }
              }
             },
             "304": {
              "description": "Not changed since the `ETag` in `If-None-Match`."
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          },
          "/taxonomy_terms/{id}": {
           "servers": [
            {
             "url": "http://127.0.0.1:8083",
             "description": "placement-matcher"
            }
           ],
           "parameters": [
            {
             "$ref": "#/components/parameters/Id"
            }
           ],
           "get": {
            "tags": [
             "matcher"
            ],
            "operationId": "readTaxonomyTerm",
            "summary": "One term",
            "description": "Open Referral UK.",
            "security": [],
            "responses": {
             "200": {
              "description": "It.",
              "headers": {
               "ETag": {
                "$ref": "#/components/headers/ContentETag"
               }
              },
              "content": {
               "application/json": {
                "schema": {
                 "$ref": "#/components/schemas/OpenReferralThing"
                }
               }
              }
             },
             "304": {
              "description": "Not changed since the `ETag` in `If-None-Match`."
             },
             "400": {
              "$ref": "#/components/responses/Malformed"
             },
             "404": {
              "$ref": "#/components/responses/NotFound"
             },
             "429": {
              "$ref": "#/components/responses/TooManyRequests"
             },
             "500": {
              "$ref": "#/components/responses/Internal"
             },
             "503": {
              "$ref": "#/components/responses/Unavailable"
             }
            }
           }
          }
         },
         "components": {
          "securitySchemes": {
           "bearer": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "ES256, audience `referral-hub`. Claims: `sub`, `org` (the organisation), `roles` (agency, coordinator,\nforum_member, provider, operator, dpo, board), `agency_kind` for agencies, `localities` for coordinators. `x-roles` at each operation\nsays which roles may call it.\n"
           },
           "machine": {
            "type": "oauth2",
            "description": "For the systems of agencies: the role is `agency`. Ask for a token at `/oauth2/token` with `private_key_jwt`\n(RFC 7523); it lives for ten minutes. Reading needs `referrals.read`, changing `referrals.write`, the feed\n`events.read`; without it the answer is 403 `insufficient_scope`.\n",
            "flows": {
             "clientCredentials": {
              "tokenUrl": "http://127.0.0.1:8081/oauth2/token",
              "scopes": {
               "referrals.write": "Post referrals, and change the agency's own.",
               "referrals.read": "Read the agency's own referrals, drafts and imports.",
               "events.read": "Follow the feed of the agency's own referrals."
              }
             }
            }
           }
          },
          "parameters": {
           "Id": {
            "name": "id",
            "in": "path",
            "required": true,
            "description": "The id as the hub gave it.",
            "schema": {
             "type": "string",
             "format": "uuid"
            }
           },
           "IdempotencyKey": {
            "name": "Idempotency-Key",
            "in": "header",
            "required": true,
            "description": "A fresh UUID for each thing to be done, the same again for a retry. Quoted or bare.",
            "schema": {
             "type": "string",
             "pattern": "^(\"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\"|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$",
             "examples": [
              "\"9b2f6d1e-7a53-4c8b-8a1d-2f6e0c9b7d45\""
             ]
            }
           },
           "IfMatch": {
            "name": "If-Match",
            "in": "header",
            "required": true,
            "description": "The `ETag` of what the caller looked at before deciding.",
            "schema": {
             "type": "string",
             "pattern": "^\"[0-9]{1,18}\"$",
             "examples": [
              "\"1\""
             ]
            }
           },
           "Cursor": {
            "name": "cursor",
            "in": "query",
            "description": "`next` of the page before. Opaque.",
            "schema": {
             "type": "string",
             "minLength": 1,
             "maxLength": 300
            }
           },
           "Limit": {
            "name": "limit",
            "in": "query",
            "description": "Items a page.",
            "schema": {
             "type": "integer",
             "minimum": 1,
             "maximum": 100,
             "default": 50
            }
           },
           "LocalityFilter": {
            "name": "locality",
            "in": "query",
            "description": "Only this locality, one of the caller's.",
            "schema": {
             "$ref": "#/components/schemas/LocalityCode"
            }
           },
           "ReferralFilter": {
            "name": "referral",
            "in": "query",
            "description": "Only what belongs to this referral.",
            "schema": {
             "type": "string",
             "format": "uuid"
            }
           },
           "ThemesFrom": {
            "name": "from",
            "in": "query",
            "description": "Terms that begin on this day or later. With `to` at most two years.",
            "schema": {
             "type": "string",
             "format": "date"
            },
            "example": "2026-09-01"
           },
           "ThemesTo": {
            "name": "to",
            "in": "query",
            "description": "Terms that end on this day or earlier, their holidays included.",
            "schema": {
             "type": "string",
             "format": "date"
            },
            "example": "2027-01-03"
           }
          },
          "headers": {
           "Location": {
            "description": "Where the new thing can be read.",
            "schema": {
             "type": "string",
             "format": "uri-reference"
            },
            "example": "/v1/referrals/0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20"
           },
           "ETag": {
            "description": "Version of what was answered, for `If-Match`.",
            "schema": {
             "type": "string"
            },
            "example": "\"1\""
           },
           "ContentETag": {
            "description": "Changes with what is answered, for `If-None-Match`.",
            "schema": {
             "type": "string"
            },
            "example": "\"5b2a7c3e-90d1-8f3e-a1b2-c3d4e5f60718\""
           },
           "IdempotencyReplayed": {
            "description": "`true` when this answer was already given for this key.",
            "schema": {
             "type": "string",
             "enum": [
              "true"
             ]
            }
           },
           "RateLimitPolicy": {
            "description": "The quota - `q` requests in `w` seconds (draft-ietf-httpapi-ratelimit-headers). Left out where there is none.",
            "schema": {
             "type": "string"
            },
            "example": "\"client\";q=6000;w=60"
           },
           "RateLimit": {
            "description": "What is left - `r` requests now, and all of them again in `t` seconds.",
            "schema": {
             "type": "string"
            },
            "example": "\"client\";r=5999;t=1"
           },
           "RetryAfter": {
            "description": "Seconds to wait before trying again.",
            "schema": {
             "type": "integer",
             "minimum": 0
            },
            "example": 2
           },
           "Link": {
            "description": "The next page, when there is one.",
            "schema": {
             "type": "string"
            },
            "example": "</v1/cases?cursor=eyJhIjoxfQ&limit=50>; rel=\"next\""
           }
          },
          "responses": {
           "ReferralMoved": {
            "description": "Done. The referral as it is now.",
            "headers": {
             "ETag": {
              "$ref": "#/components/headers/ETag"
             },
             "Idempotency-Replayed": {
              "$ref": "#/components/headers/IdempotencyReplayed"
             }
            },
            "content": {
             "application/json": {
              "schema": {
               "$ref": "#/components/schemas/ReferralMoved"
              },
              "examples": {
               "amended": {
                "value": {
                 "id": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
                 "reference": "RH-KNQN-V43D",
                 "state": "submitted",
                 "allowed_moves": [
                  "amend",
                  "change_lawful_basis",
                  "withdraw",
                  "mark_error"
                 ]
                }
               },
               "withdrawn": {
                "value": {
                 "id": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
                 "reference": "RH-KNQN-V43D",
                 "state": "withdrawn",
                 "allowed_moves": []
                }
               }
              }
             }
            }
           },
           "CaseMoved": {
            "description": "Done. The case as it is now.",
            "headers": {
             "ETag": {
              "$ref": "#/components/headers/ETag"
             },
             "Idempotency-Replayed": {
              "$ref": "#/components/headers/IdempotencyReplayed"
             }
            },
            "content": {
             "application/json": {
              "schema": {
               "$ref": "#/components/schemas/CaseState"
              },
              "examples": {
               "acknowledged": {
                "value": {
                 "id": "0193f09e-31d0-7b0e-9c55-7f2a60d4b311",
                 "status": "acknowledged",
                 "allowed_moves": [
                  "assign",
                  "ask_for_information",
                  "list",
                  "decide",
                  "decide_ap_placement",
                  "transfer"
                 ]
                }
               }
              }
             }
            }
           },
           "OfferMoved": {
            "description": "Done. The offer as it is now.",
            "headers": {
             "ETag": {
              "$ref": "#/components/headers/ETag"
             },
             "Idempotency-Replayed": {
              "$ref": "#/components/headers/IdempotencyReplayed"
             }
            },
            "content": {
             "application/json": {
              "schema": {
               "$ref": "#/components/schemas/OfferState"
              },
              "examples": {
               "accepted": {
                "value": {
                 "id": "0193f0a1-6c2e-7f43-8b7d-51c0a9e3d702",
                 "status": "accepted",
                 "allowed_moves": []
                }
               }
              }
             }
            }
           },
           "Malformed": {
            "description": "Not readable (JSON, UTF-8, a header, a query) or without an `Idempotency-Key` (`idempotency_key_required`).",
            "content": {
             "application/problem+json": {
              "schema": {
               "$ref": "#/components/schemas/Problem"
              },
              "examples": {
               "key": {
                "value": {
                 "type": "https://referral-hub.example/problems/idempotency_key_required",
                 "title": "Idempotency-Key is missing",
                 "status": 400,
                 "detail": "Send a fresh UUID in Idempotency-Key, and the same one again when you retry.",
                 "instance": "4bf92f3577b34da6a3ce929d0e0e4736"
                }
               }
              }
             }
            }
           },
           "Unauthenticated": {
            "description": "No token, or one that is forged, expired or not meant for the hub.",
            "headers": {
             "WWW-Authenticate": {
              "description": "How to sign in.",
              "schema": {
               "type": "string"
              },
              "example": "Bearer"
             }
            },
            "content": {
             "application/problem+json": {
              "schema": {
               "$ref": "#/components/schemas/Problem"
              },
              "examples": {
               "token": {
                "value": {
                 "type": "https://referral-hub.example/problems/unauthorised",
                 "title": "Sign in first",
                 "status": 401,
                 "detail": "This needs a valid bearer token.",
                 "instance": "4bf92f3577b34da6a3ce929d0e0e4736"
                }
               }
              }
             }
            }
           },
           "Forbidden": {
            "description": "The caller's role, agency or locality does not allow it, or the token was given for something else.",
            "headers": {
             "WWW-Authenticate": {
              "description": "For `insufficient_scope` alone - which scope is wanted.",
              "schema": {
               "type": "string"
              },
              "example": "Bearer realm=\"referral-hub\", error=\"insufficient_scope\", scope=\"referrals.write\""
             }
            },
            "content": {
             "application/problem+json": {
              "schema": {
               "$ref": "#/components/schemas/Problem"
              },
              "examples": {
               "role": {
                "value": {
                 "type": "https://referral-hub.example/problems/forbidden",
                 "title": "That is not yours to do",
                 "status": 403,
                 "detail": "Only a coordinator may do this.",
                 "instance": "4bf92f3577b34da6a3ce929d0e0e4736"
                }
               }
              }
             }
            }
           },
           "NotFound": {
            "description": "Not there, or not the caller's to see.",
            "content": {
             "application/problem+json": {
              "schema": {
               "$ref": "#/components/schemas/Problem"
              },
              "examples": {
               "nothing": {
                "value": {
                 "type": "https://referral-hub.example/problems/not_found",
                 "title": "There is nothing here",
                 "status": 404,
                 "detail": "There is no such record, or it is not yours to see.",
                 "instance": "4bf92f3577b34da6a3ce929d0e0e4736"
                }
               }
              }
             }
            }
           },
           "KeyInUse": {
            "description": "The first request with this key is still running (`still_running`).",
            "headers": {
             "Retry-After": {
              "$ref": "#/components/headers/RetryAfter"
             }
            },
            "content": {
             "application/problem+json": {
              "schema": {
               "$ref": "#/components/schemas/Problem"
              },
              "examples": {
               "running": {
                "value": {
                 "type": "https://referral-hub.example/problems/still_running",
                 "title": "Still working on it",
                 "status": 409,
                 "detail": "The first request with this key has not been answered yet. Try again with the same key.",
                 "instance": "4bf92f3577b34da6a3ce929d0e0e4736"
                }
               }
              }
             }
            }
           },
           "DuplicateReferral": {
            "description": "The agency has an open referral for this child and need already (`duplicate_referral`; `existing` says which),\nor the first request with this key is still running (`still_running`). Nothing was stored.\n",
            "headers": {
             "Retry-After": {
              "$ref": "#/components/headers/RetryAfter"
             }
            },
            "content": {
             "application/problem+json": {
              "schema": {
               "$ref": "#/components/schemas/Problem"
              },
              "examples": {
               "duplicate": {
                "value": {
                 "type": "https://referral-hub.example/problems/duplicate_referral",
                 "title": "Not possible now",
                 "status": 409,
                 "detail": "You already have an open referral for this child and this need. Nothing was stored. If something has changed, amend that referral; if this is about another need, put that need first.",
                 "instance": "4bf92f3577b34da6a3ce929d0e0e4736",
                 "existing": {
                  "id": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
                  "reference": "RH-KNQN-V43D",
                  "submitted_at": "2026-11-23T09:30:00Z",
                  "amendments": "/v1/referrals/0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20/amendments"
                 }
                }
               }
              }
             }
            }
           },
           "NotAllowedNow": {
            "description": "Not a move that is allowed now (`not_allowed_now`), or the first request with this key is still running (`still_running`).",
            "headers": {
             "Retry-After": {
              "$ref": "#/components/headers/RetryAfter"
             }
            },
            "content": {
             "application/problem+json": {
              "schema": {
               "$ref": "#/components/schemas/Problem"
              },
              "examples": {
               "twice": {
                "value": {
                 "type": "https://referral-hub.example/problems/not_allowed_now",
                 "title": "That is not possible now",
                 "status": 409,
                 "detail": "The case is already acknowledged.",
                 "instance": "4bf92f3577b34da6a3ce929d0e0e4736",
                 "errors": [
                  {
                   "pointer": "",
                   "code": "already_acknowledged",
                   "detail": "The case is already acknowledged."
                  }
                 ]
                }
               }
              }
             }
            }
           },
           "Erased": {
            "description": "The child's key was erased; nothing can be written about the child any more.",
            "content": {
             "application/problem+json": {
              "schema": {
               "$ref": "#/components/schemas/Problem"
              },
              "examples": {
               "erased": {
                "value": {
                 "type": "https://referral-hub.example/problems/erased",
                 "title": "The details were erased",
                 "status": 410,
                 "detail": "The child's details were erased and cannot be read any more.",
                 "instance": "4bf92f3577b34da6a3ce929d0e0e4736"
                }
               }
              }
             }
            }
           },
           "PreconditionFailed": {
            "description": "Somebody was faster. `changes` says what happened since; read it again.",
            "headers": {
             "ETag": {
              "$ref": "#/components/headers/ETag"
             }
            },
            "content": {
             "application/problem+json": {
              "schema": {
               "$ref": "#/components/schemas/Problem"
              },
              "examples": {
               "stale": {
                "value": {
                 "type": "https://referral-hub.example/problems/stale_version",
                 "title": "It has changed since you looked",
                 "status": 412,
                 "detail": "Read it again before you decide.",
                 "instance": "4bf92f3577b34da6a3ce929d0e0e4736",
                 "current_version": 2,
                 "changes": [
                  {
                   "at": "2026-11-23T09:41:07Z",
                   "code": "acknowledged"
                  }
                 ]
                }
               }
              }
             }
            }
           },
           "TooLarge": {
            "description": "The body is larger than the service reads.",
            "content": {
             "application/problem+json": {
              "schema": {
               "$ref": "#/components/schemas/Problem"
              },
              "examples": {
               "large": {
                "value": {
                 "type": "https://referral-hub.example/problems/body_too_large",
                 "title": "That is too much at once",
                 "status": 413,
                 "detail": "The body is larger than this service reads.",
                 "instance": "4bf92f3577b34da6a3ce929d0e0e4736"
                }
               }
              }
             }
            }
           },
           "UnsupportedMediaType": {
            "description": "The body is not `application/json`.",
            "content": {
             "application/problem+json": {
              "schema": {
               "$ref": "#/components/schemas/Problem"
              },
              "examples": {
               "media": {
                "value": {
                 "type": "https://referral-hub.example/problems/unsupported_media_type",
                 "title": "JSON, please",
                 "status": 415,
                 "detail": "Send application/json.",
                 "instance": "4bf92f3577b34da6a3ce929d0e0e4736"
                }
               }
              }
             }
            }
           },
           "Invalid": {
            "description": "Something in the body is not right (`invalid_fields`), or the key was used with another body (`idempotency_key_reused`). Nothing was changed.",
            "content": {
             "application/problem+json": {
              "schema": {
               "$ref": "#/components/schemas/Problem"
              },
              "examples": {
               "invalid": {
                "$ref": "#/components/examples/ProblemInvalid"
               },
               "reused": {
                "value": {
                 "type": "https://referral-hub.example/problems/idempotency_key_reused",
                 "title": "This key was used for something else",
                 "status": 422,
                 "detail": "A key belongs to one request. Use a fresh one for another.",
                 "instance": "4bf92f3577b34da6a3ce929d0e0e4736"
                }
               }
              }
             }
            }
           },
           "PreconditionRequired": {
            "description": "`If-Match` is missing.",
            "content": {
             "application/problem+json": {
              "schema": {
               "$ref": "#/components/schemas/Problem"
              },
              "examples": {
               "missing": {
                "value": {
                 "type": "https://referral-hub.example/problems/if_match_required",
                 "title": "If-Match is missing",
                 "status": 428,
                 "detail": "Send the ETag of what you looked at in If-Match.",
                 "instance": "4bf92f3577b34da6a3ce929d0e0e4736"
                }
               }
              }
             }
            }
           },
           "TooManyRequests": {
            "description": "The client's quota is used up. Nothing was done.",
            "headers": {
             "RateLimit-Policy": {
              "$ref": "#/components/headers/RateLimitPolicy"
             },
             "RateLimit": {
              "$ref": "#/components/headers/RateLimit"
             },
             "Retry-After": {
              "$ref": "#/components/headers/RetryAfter"
             }
            },
            "content": {
             "application/problem+json": {
              "schema": {
               "$ref": "#/components/schemas/Problem"
              },
              "examples": {
               "slower": {
                "value": {
                 "type": "https://referral-hub.example/problems/too_many_requests",
                 "title": "Too many requests",
                 "status": 429,
                 "detail": "Nothing was done. Send it again after the seconds in “Retry-After”.",
                 "instance": "4bf92f3577b34da6a3ce929d0e0e4736"
                }
               }
              }
             }
            }
           },
           "Internal": {
            "description": "A fault of ours. The trace id leads to it.",
            "content": {
             "application/problem+json": {
              "schema": {
               "$ref": "#/components/schemas/Problem"
              },
              "examples": {
               "fault": {
                "value": {
                 "type": "https://referral-hub.example/problems/internal_error",
                 "title": "Sorry, there is a problem with the service",
                 "status": 500,
                 "instance": "4bf92f3577b34da6a3ce929d0e0e4736"
                }
               }
              }
             }
            }
           },
           "Unavailable": {
            "description": "The service cannot reach its database, or is full. A retry with the same key is safe.",
            "headers": {
             "Retry-After": {
              "$ref": "#/components/headers/RetryAfter"
             }
            },
            "content": {
             "application/problem+json": {
              "schema": {
               "$ref": "#/components/schemas/Problem"
              },
              "examples": {
               "waiting": {
                "value": {
                 "type": "https://referral-hub.example/problems/unavailable",
                 "title": "Not available at the moment",
                 "status": 503,
                 "detail": "Try again with the same Idempotency-Key.",
                 "instance": "4bf92f3577b34da6a3ce929d0e0e4736"
                }
               }
              }
             }
            }
           }
          },
          "schemas": {
           "Problem": {
            "type": "object",
            "description": "RFC 9457. Never repeats what was sent.",
            "additionalProperties": false,
            "required": [
             "type",
             "title",
             "status"
            ],
            "properties": {
             "type": {
              "type": "string",
              "format": "uri-reference",
              "description": "A page of ours about this problem. Its last part is the code."
             },
             "title": {
              "type": "string"
             },
             "status": {
              "type": "integer",
              "minimum": 400,
              "maximum": 599
             },
             "detail": {
              "type": "string"
             },
             "instance": {
              "type": "string",
              "description": "The trace id, to quote when asking for help."
             },
             "errors": {
              "type": "array",
              "description": "All that is wrong, at once.",
              "items": {
               "$ref": "#/components/schemas/ProblemError"
              }
             },
             "current_version": {
              "type": "integer",
              "description": "With 412: the version now."
             },
             "changes": {
              "type": "array",
              "description": "With 412: what happened since the caller looked.",
              "items": {
               "$ref": "#/components/schemas/Change"
              }
             },
             "existing": {
              "$ref": "#/components/schemas/ExistingReferral"
             },
             "error": {
              "type": "string",
              "const": "temporarily_unavailable",
              "description": "With 429 at `/oauth2/token`, for OAuth libraries."
             },
             "error_description": {
              "type": "string",
              "description": "The same in words."
             }
            }
           },
           "TokenRequest": {
            "type": "object",
            "required": [
             "grant_type",
             "client_assertion_type",
             "client_assertion"
            ],
            "properties": {
             "grant_type": {
              "type": "string",
              "const": "client_credentials"
             },
             "client_assertion_type": {
              "type": "string",
              "const": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
             },
             "client_assertion": {
              "type": "string",
              "maxLength": 8192,
              "description": "A JWT signed by the client, ES256 or RS512. Header `alg`, `kid`; claims `iss`, `sub`, `aud`, `exp`, `jti`."
             },
             "client_id": {
              "type": "string",
              "description": "If sent, the same as `sub`."
             },
             "scope": {
              "type": "string",
              "description": "Divided by blanks. All the client has when left out."
             }
            }
           },
           "Token": {
            "type": "object",
            "required": [
             "access_token",
             "token_type",
             "expires_in",
             "scope"
            ],
            "properties": {
             "access_token": {
              "type": "string",
              "description": "A JWT (RFC 9068). Do not look into it."
             },
             "token_type": {
              "type": "string",
              "const": "Bearer"
             },
             "expires_in": {
              "type": "integer",
              "description": "Seconds."
             },
             "scope": {
              "type": "string",
              "description": "What it was given for, divided by blanks."
             }
            }
           },
           "TokenRefusal": {
            "type": "object",
            "required": [
             "error",
             "error_description"
            ],
            "properties": {
             "error": {
              "type": "string",
              "enum": [
               "invalid_request",
               "invalid_client",
               "invalid_scope",
               "unsupported_grant_type"
              ]
             },
             "error_description": {
              "type": "string",
              "description": "For people who write clients."
             }
            }
           },
           "KeySet": {
            "type": "object",
            "required": [
             "keys"
            ],
            "properties": {
             "keys": {
              "type": "array",
              "items": {
               "type": "object",
               "required": [
                "kty",
                "kid"
               ]
              }
             }
            }
           },
           "AuthorizationServer": {
            "type": "object",
            "required": [
             "issuer",
             "token_endpoint",
             "jwks_uri"
            ],
            "properties": {
             "issuer": {
              "type": "string"
             },
             "token_endpoint": {
              "type": "string"
             },
             "jwks_uri": {
              "type": "string"
             },
             "response_types_supported": {
              "type": "array",
              "items": {
               "type": "string"
              }
             },
             "grant_types_supported": {
              "type": "array",
              "items": {
               "type": "string"
              }
             },
             "token_endpoint_auth_methods_supported": {
              "type": "array",
              "items": {
               "type": "string"
              }
             },
             "token_endpoint_auth_signing_alg_values_supported": {
              "type": "array",
              "items": {
               "type": "string"
              }
             },
             "scopes_supported": {
              "type": "array",
              "items": {
               "type": "string"
              }
             },
             "service_documentation": {
              "type": "string"
             }
            }
           },
           "ExistingReferral": {
            "type": "object",
            "description": "With `duplicate_referral`: the caller's own referral that is open, and where to amend it.",
            "additionalProperties": false,
            "required": [
             "id",
             "reference",
             "submitted_at",
             "amendments"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "reference": {
              "$ref": "#/components/schemas/Reference"
             },
             "submitted_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "amendments": {
              "type": "string",
              "format": "uri-reference"
             }
            }
           },
           "ProblemError": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "pointer",
             "code",
             "detail"
            ],
            "properties": {
             "pointer": {
              "type": "string",
              "description": "JSON pointer into the body; empty for the whole of it."
             },
             "code": {
              "type": "string",
              "pattern": "^[a-z0-9_]+$",
              "description": "Such as required, unknown_field, wrong_type, too_long, not_allowed, check_digit."
             },
             "detail": {
              "type": "string"
             }
            }
           },
           "Change": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "code"
            ],
            "properties": {
             "at": {
              "$ref": "#/components/schemas/Instant"
             },
             "code": {
              "type": "string"
             }
            }
           },
           "Health": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "status"
            ],
            "properties": {
             "status": {
              "type": "string",
              "enum": [
               "live",
               "ready",
               "degraded",
               "not_ready"
              ],
              "description": "degraded - requests are served",
              "but something behind is down and what depends on it waits.": null
             },
             "faults": {
              "type": "object",
              "description": "What is wrong, by part; empty when nothing is.",
              "additionalProperties": {
               "type": "string"
              }
             },
             "clock_ahead": {
              "type": "integer",
              "minimum": 1,
              "description": "By how many days it is later here than it is; only in a hub that is for training."
             }
            }
           },
           "Instant": {
            "type": "string",
            "format": "date-time",
            "description": "UTC, RFC 3339 with `Z`."
           },
           "Postcode": {
            "type": "string",
            "description": "A full UK postcode, with or without its space, in any case.",
            "maxLength": 9,
            "pattern": "^[A-Za-z]{1,2}[0-9][0-9A-Za-z]? ?[0-9][A-Za-z]{2}$"
           },
           "ShortText": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200,
            "pattern": "\\S"
           },
           "Passage": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000,
            "pattern": "\\S"
           },
           "LongText": {
            "type": "string",
            "minLength": 1,
            "maxLength": 2000,
            "pattern": "\\S"
           },
           "Move": {
            "type": "string",
            "description": "Below /v1/cases/{id}, by POST: acknowledge: acknowledgement. assign: assignment. ask_for_information: questions. chase:\nquestions/{question}/chasers. list: listings. decide, decide_ap_placement: decisions. change_level: level. transfer:\ntransfer. close: closure. reopen: reopening. correct_decision: decisions/{number}/corrections. Elsewhere: confirm_decline:\nPOST /v1/placement-requests/{id}/decline-confirmations. ask: …/offers. rank_again: …/shortlist. answer_question: …/answers.\nwithdraw_offer: …/offer-withdrawals. record_unable_to_match: …/unable-to-match. agree: …/agreement. accept, decline, ask_question: POST\n/v1/offers/{id}/acceptance, …/decline, …/questions.\n",
            "enum": [
             "acknowledge",
             "assign",
             "ask_for_information",
             "chase",
             "list",
             "decide",
             "decide_ap_placement",
             "change_level",
             "transfer",
             "close",
             "reopen",
             "correct_decision",
             "confirm_decline",
             "accept",
             "decline",
             "ask",
             "rank_again",
             "answer_question",
             "withdraw_offer",
             "record_unable_to_match",
             "agree",
             "ask_question"
            ]
           },
           "AllowedMoves": {
            "type": "array",
            "description": "What this caller may do now. Empty - nothing more is asked of them.",
            "uniqueItems": true,
            "items": {
             "$ref": "#/components/schemas/Move"
            }
           },
           "LocalityCode": {
            "type": "string",
            "description": "ONS district code, or the named queues `out_of_area` (outside the county) and `unrouted` (not known where).",
            "pattern": "^(E[0-9]{8}|out_of_area|unrouted)$"
           },
           "Locality": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "code",
             "name"
            ],
            "properties": {
             "code": {
              "$ref": "#/components/schemas/LocalityCode"
             },
             "name": {
              "type": "string"
             }
            }
           },
           "Forum": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "code",
             "name"
            ],
            "properties": {
             "code": {
              "type": "string",
              "enum": [
               "early_years_tier_3",
               "talc",
               "intervention_circle",
               "inclusion_advice",
               "post_16"
              ]
             },
             "name": {
              "type": "string"
             }
            }
           },
           "AgencyKind": {
            "type": "string",
            "enum": [
             "education",
             "health",
             "police",
             "youth_justice",
             "housing",
             "social_care",
             "third_sector",
             "early_years",
             "post16",
             "local_authority"
            ]
           },
           "AgeBand": {
            "type": "string",
            "description": "early_years - under compulsory school age. post16 - past it, up to 18. adult_send - 19 to 25, with SEND only.",
            "enum": [
             "early_years",
             "school_age",
             "post16",
             "adult_send"
            ]
           },
           "KeyStage": {
            "type": "string",
            "enum": [
             "early_years",
             "ks1",
             "ks2",
             "ks3",
             "ks4",
             "ks5"
            ]
           },
           "NeedCode": {
            "type": "string",
            "description": "DfE's codes for types of SEN. DS is Down Syndrome. Nobody has to have a label or a diagnosis: NSA says that nobody has assessed yet.\n",
            "enum": [
             "SPLD",
             "MLD",
             "SLD",
             "PMLD",
             "SEMH",
             "SLCN",
             "HI",
             "VI",
             "MSI",
             "PD",
             "ASD",
             "DS",
             "OTH",
             "NSA"
            ]
           },
           "Needs": {
            "type": "array",
            "description": "The first is the primary need.",
            "minItems": 1,
            "maxItems": 5,
            "uniqueItems": true,
            "items": {
             "$ref": "#/components/schemas/NeedCode"
            }
           },
           "ApKind": {
            "type": "string",
            "enum": [
             "aps",
             "ap_free_school",
             "hospital_education",
             "third_sector",
             "independent"
            ]
           },
           "DetailsState": {
            "type": "string",
            "description": "erased - the child's key is gone, and nobody can read the details any more. withheld - not this caller's to read.",
            "enum": [
             "readable",
             "erased",
             "withheld"
            ]
           },
           "CodedFacts": {
            "type": "object",
            "description": "What rules look at. Names nobody.",
            "additionalProperties": false,
            "required": [
             "age_band",
             "age_years",
             "key_stage",
             "level",
             "send_provision",
             "care",
             "level_4_indicators",
             "needs",
             "mental_health_need",
             "ap_requested",
             "days_out_of_school",
             "permanently_excluded"
            ],
            "properties": {
             "age_band": {
              "$ref": "#/components/schemas/AgeBand"
             },
             "age_years": {
              "type": "integer",
              "minimum": 0,
              "maximum": 25
             },
             "key_stage": {
              "$ref": "#/components/schemas/KeyStage"
             },
             "level": {
              "$ref": "#/components/schemas/Level"
             },
             "send_provision": {
              "$ref": "#/components/schemas/SendProvision"
             },
             "care": {
              "$ref": "#/components/schemas/Care"
             },
             "level_4_indicators": {
              "type": "boolean"
             },
             "needs": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/NeedCode"
              }
             },
             "mental_health_need": {
              "type": "boolean"
             },
             "ap_requested": {
              "type": "boolean"
             },
             "days_out_of_school": {
              "type": "integer",
              "minimum": 0
             },
             "permanently_excluded": {
              "type": "boolean"
             }
            }
           },
           "Level": {
            "type": "integer",
            "description": "Graduated Pathway - 1 universal, 2 additional, 3 intensive, 4 specialist.",
            "minimum": 1,
            "maximum": 4
           },
           "SendProvision": {
            "type": "string",
            "enum": [
             "N",
             "K",
             "E"
            ],
            "description": "N none",
            "K SEN support": null,
            "E EHC plan.": null
           },
           "Referral": {
            "type": "object",
            "description": "What an agency posts about one child.",
            "additionalProperties": false,
            "required": [
             "child",
             "referrer",
             "source",
             "level",
             "concerns",
             "needs",
             "views",
             "lawful_basis"
            ],
            "properties": {
             "child": {
              "$ref": "#/components/schemas/Child"
             },
             "referrer": {
              "$ref": "#/components/schemas/Referrer"
             },
             "source": {
              "type": "string",
              "description": "Who first raised the worry, as the children-in-need census codes it. Any agency may pass on that of an\nindividual: `1A` family, `1B` acquaintance, `1C` the child, `1D` another. Beside these, education and post-16\nhave `2A` and `2B`, early years `2A`, `2B` and `8`, health `3A` to `3F`, housing `4`, social care `5A` to `5D`,\n`9` and `10`, youth justice `5B` and `7`, police `6`, the third sector `8`, and the authority itself all of them.\n",
              "enum": [
               "1A",
               "1B",
               "1C",
               "1D",
               "2A",
               "2B",
               "3A",
               "3B",
               "3C",
               "3D",
               "3E",
               "3F",
               "4",
               "5A",
               "5B",
               "5C",
               "5D",
               "6",
               "7",
               "8",
               "9",
               "10"
              ]
             },
             "level": {
              "$ref": "#/components/schemas/Level"
             },
             "level_4_indicators": {
              "type": "boolean",
              "default": false,
              "description": "With an EHC plan and these",
              "the Intervention Circle looks at it as at level 4.": null
             },
             "concerns": {
              "type": "string",
              "description": "Why the referrer is worried, in their words.",
              "minLength": 1,
              "maxLength": 4000,
              "pattern": "\\S"
             },
             "concerns_since": {
              "type": "string",
              "format": "date",
              "description": "Since when, as far as anybody knows. Not in the future."
             },
             "tried": {
              "type": "array",
              "description": "What has been tried so far (the graduated approach), a line for each. At levels 3 and 4, this or `cycles` is needed.",
              "maxItems": 20,
              "items": {
               "type": "string",
               "minLength": 1,
               "maxLength": 500,
               "pattern": "\\S"
              }
             },
             "cycles": {
              "type": "array",
              "description": "What has been tried, told in rounds of Assess, Plan, Do, Review.",
              "maxItems": 10,
              "items": {
               "$ref": "#/components/schemas/Cycle"
              }
             },
             "needs": {
              "$ref": "#/components/schemas/Needs"
             },
             "mental_health_need": {
              "type": "boolean",
              "default": false,
              "description": "Also offered to the health single point of access",
              "in parallel.": null
             },
             "risks": {
              "type": "array",
              "description": "What to be careful about. What cannot wait belongs to the Front Door, not here.",
              "maxItems": 10,
              "items": {
               "$ref": "#/components/schemas/Risk"
              }
             },
             "family": {
              "type": "array",
              "description": "Family and carers. Whom to speak to, and whether it is safe to.",
              "maxItems": 6,
              "items": {
               "$ref": "#/components/schemas/FamilyContact"
              }
             },
             "exclusion": {
              "$ref": "#/components/schemas/SchoolExclusion"
             },
             "asks": {
              "$ref": "#/components/schemas/Asks"
             },
             "safeguarding": {
              "$ref": "#/components/schemas/Safeguarding"
             },
             "views": {
              "$ref": "#/components/schemas/Views"
             },
             "lawful_basis": {
              "$ref": "#/components/schemas/LawfulBasis"
             }
            },
            "if": {
             "properties": {
              "level": {
               "minimum": 3
              }
             },
             "required": [
              "level"
             ]
            },
            "then": {
             "anyOf": [
              {
               "required": [
                "tried"
               ],
               "properties": {
                "tried": {
                 "minItems": 1
                }
               }
              },
              {
               "required": [
                "cycles"
               ],
               "properties": {
                "cycles": {
                 "minItems": 1
                }
               }
              }
             ]
            }
           },
           "Cycle": {
            "type": "object",
            "description": "One round of Assess, Plan, Do, Review. What was done has to be said; the rest as far as it is known.",
            "additionalProperties": false,
            "required": [
             "do"
            ],
            "properties": {
             "assess": {
              "$ref": "#/components/schemas/Passage"
             },
             "plan": {
              "$ref": "#/components/schemas/Passage"
             },
             "do": {
              "$ref": "#/components/schemas/Passage"
             },
             "review": {
              "$ref": "#/components/schemas/Passage"
             },
             "from": {
              "type": "string",
              "format": "date",
              "description": "Not in the future."
             },
             "to": {
              "type": "string",
              "format": "date",
              "description": "Not in the future, and not before `from`. Leave it out while the cycle goes on."
             },
             "outcome": {
              "type": "string",
              "enum": [
               "achieved",
               "partly",
               "not"
              ]
             }
            }
           },
           "Risk": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "kind",
             "words"
            ],
            "properties": {
             "kind": {
              "type": "string",
              "description": "self - to themselves. others - to others. from_others - from others. exploitation - of being exploited. missing - of going missing.",
              "enum": [
               "self",
               "others",
               "from_others",
               "exploitation",
               "missing",
               "other"
              ]
             },
             "words": {
              "$ref": "#/components/schemas/Passage"
             }
            }
           },
           "FamilyContact": {
            "type": "object",
            "description": "Leave out what is not known.",
            "additionalProperties": false,
            "required": [
             "name",
             "relationship"
            ],
            "properties": {
             "name": {
              "$ref": "#/components/schemas/ShortText"
             },
             "relationship": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100,
              "pattern": "\\S",
              "description": "In words: mother, foster carer, grandfather."
             },
             "telephone": {
              "$ref": "#/components/schemas/Telephone"
             },
             "email": {
              "type": "string",
              "format": "email",
              "maxLength": 254,
              "pattern": "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$"
             },
             "parental_responsibility": {
              "type": "boolean"
             },
             "safe_to_contact": {
              "type": "boolean",
              "description": "Whether a call or a letter puts nobody at risk."
             },
             "language": {
              "$ref": "#/components/schemas/Language"
             }
            }
           },
           "Language": {
            "type": "string",
            "description": "A language tag (BCP 47): `en`, `pl`, `bfi` for British Sign Language, `zh-Hant`.",
            "maxLength": 35,
            "pattern": "^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*$"
           },
           "Telephone": {
            "type": "string",
            "pattern": "^\\+?[0-9() -]{7,20}$"
           },
           "Child": {
            "type": "object",
            "description": "Between birth and 18 years old, or up to 25 with SEND.",
            "additionalProperties": false,
            "required": [
             "given_name",
             "family_name",
             "date_of_birth",
             "send",
             "care"
            ],
            "properties": {
             "given_name": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100,
              "pattern": "\\S"
             },
             "family_name": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100,
              "pattern": "\\S"
             },
             "preferred_name": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100,
              "pattern": "\\S",
              "description": "What the child wants to be called."
             },
             "date_of_birth": {
              "type": "string",
              "format": "date"
             },
             "sex": {
              "$ref": "#/components/schemas/Sex"
             },
             "home_postcode": {
              "$ref": "#/components/schemas/Postcode"
             },
             "school": {
              "type": "object",
              "description": "Where the child is on roll. Its postcode routes the referral when there is no home postcode.",
              "additionalProperties": false,
              "minProperties": 1,
              "properties": {
               "urn": {
                "type": "string",
                "pattern": "^[0-9]{6}$"
               },
               "postcode": {
                "$ref": "#/components/schemas/Postcode"
               }
              }
             },
             "identifiers": {
              "type": "array",
              "maxItems": 2,
              "description": "At most one of each system. Check digits are verified.",
              "items": {
               "$ref": "#/components/schemas/Identifier"
              }
             },
             "ethnicity": {
              "type": "string",
              "enum": [
               "WBRI",
               "WIRI",
               "WIRT",
               "WROM",
               "WOTH",
               "MWBC",
               "MWBA",
               "MWAS",
               "MOTH",
               "AIND",
               "APKN",
               "ABAN",
               "AOTH",
               "CHNE",
               "BCRB",
               "BAFR",
               "BOTH",
               "OOTH",
               "REFU",
               "NOBT"
              ]
             },
             "language": {
              "$ref": "#/components/schemas/Language"
             },
             "interpreter_needed": {
              "type": "boolean",
              "description": "To speak with the child. Leave it out when it is not known."
             },
             "communication_needs": {
              "type": "string",
              "minLength": 1,
              "maxLength": 1000,
              "pattern": "\\S",
              "description": "How to speak with the child: signs, pictures, time to answer."
             },
             "send": {
              "type": "object",
              "additionalProperties": false,
              "required": [
               "provision"
              ],
              "properties": {
               "provision": {
                "$ref": "#/components/schemas/SendProvision"
               },
               "needs": {
                "type": "array",
                "description": "As recorded by the school or in the plan, if any.",
                "maxItems": 5,
                "uniqueItems": true,
                "items": {
                 "$ref": "#/components/schemas/NeedCode"
                }
               }
              }
             },
             "care": {
              "$ref": "#/components/schemas/Care"
             }
            }
           },
           "Sex": {
            "type": "string",
            "enum": [
             "F",
             "M",
             "U"
            ],
            "description": "As the school census codes it: F female, M male, U not known."
           },
           "Identifier": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "system",
             "value"
            ],
            "properties": {
             "system": {
              "type": "string",
              "enum": [
               "upn",
               "nhs"
              ]
             },
             "value": {
              "type": "string",
              "minLength": 10,
              "maxLength": 13
             }
            },
            "oneOf": [
             {
              "properties": {
               "system": {
                "const": "upn"
               },
               "value": {
                "pattern": "^[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]$"
               }
              }
             },
             {
              "properties": {
               "system": {
                "const": "nhs"
               },
               "value": {
                "pattern": "^[0-9]{10}$"
               }
              }
             }
            ]
           },
           "Care": {
            "type": "object",
            "description": "Statutory statuses. Each true or false.",
            "additionalProperties": false,
            "required": [
             "child_protection_plan",
             "child_in_need",
             "child_in_care"
            ],
            "properties": {
             "child_protection_plan": {
              "type": "boolean"
             },
             "child_in_need": {
              "type": "boolean"
             },
             "child_in_care": {
              "type": "boolean"
             }
            }
           },
           "Referrer": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "name",
             "role",
             "email"
            ],
            "properties": {
             "name": {
              "$ref": "#/components/schemas/ShortText"
             },
             "role": {
              "$ref": "#/components/schemas/ShortText"
             },
             "email": {
              "type": "string",
              "format": "email",
              "maxLength": 254,
              "pattern": "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$"
             },
             "telephone": {
              "$ref": "#/components/schemas/Telephone"
             }
            }
           },
           "SchoolExclusion": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "permanent",
             "days_out_of_school"
            ],
            "properties": {
             "permanent": {
              "type": "boolean"
             },
             "days_out_of_school": {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000,
              "description": "School days out of education so far."
             },
             "reasons": {
              "type": "array",
              "description": "DfE's codes of reasons for exclusion. DS is abuse relating to disability.",
              "maxItems": 3,
              "uniqueItems": true,
              "items": {
               "$ref": "#/components/schemas/ExclusionReason"
              }
             }
            }
           },
           "ExclusionReason": {
            "type": "string",
            "enum": [
             "PP",
             "PA",
             "VP",
             "VA",
             "OW",
             "BU",
             "RA",
             "LG",
             "DS",
             "SM",
             "DA",
             "TH",
             "DM",
             "DB",
             "MT",
             "PH",
             "BW",
             "TB",
             "SB",
             "MB",
             "AB",
             "DR",
             "AR",
             "SR",
             "VR",
             "LD",
             "CB",
             "MP",
             "OS"
            ]
           },
           "Asks": {
            "type": "object",
            "description": "What the referrer hopes for. People decide.",
            "additionalProperties": false,
            "required": [
             "alternative_provision"
            ],
            "properties": {
             "alternative_provision": {
              "type": "boolean"
             },
             "kind": {
              "$ref": "#/components/schemas/ApKind"
             },
             "headteacher_authorisation": {
              "type": "object",
              "description": "Needed for `aps`, before anything is done.",
              "additionalProperties": false,
              "required": [
               "name",
               "on"
              ],
              "properties": {
               "name": {
                "$ref": "#/components/schemas/ShortText"
               },
               "on": {
                "type": "string",
                "format": "date",
                "description": "Not in the future."
               }
              }
             },
             "words": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000,
              "pattern": "\\S",
              "description": "What would help."
             },
             "hoped_outcome": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000,
              "pattern": "\\S",
              "description": "How one would see that it has helped."
             }
            },
            "if": {
             "properties": {
              "kind": {
               "const": "aps"
              }
             },
             "required": [
              "kind"
             ]
            },
            "then": {
             "required": [
              "headteacher_authorisation"
             ]
            },
            "dependentSchemas": {
             "kind": {
              "properties": {
               "alternative_provision": {
                "const": true
               }
              }
             }
            }
           },
           "Safeguarding": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "immediate_risk"
            ],
            "properties": {
             "immediate_risk": {
              "type": "boolean"
             },
             "front_door_reference": {
              "type": "string",
              "minLength": 1,
              "maxLength": 50,
              "pattern": "\\S",
              "description": "Reference of the concern already reported to the Front Door."
             }
            },
            "if": {
             "properties": {
              "immediate_risk": {
               "const": true
              }
             },
             "required": [
              "immediate_risk"
             ]
            },
            "then": {
             "required": [
              "front_door_reference"
             ]
            }
           },
           "Views": {
            "type": "object",
            "description": "What the child and the family think, feel and wish, in their words. Leave out what nobody has asked yet.",
            "additionalProperties": false,
            "properties": {
             "child": {
              "$ref": "#/components/schemas/LongText"
             },
             "family": {
              "$ref": "#/components/schemas/LongText"
             }
            }
           },
           "LawfulBasis": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "basis"
            ],
            "properties": {
             "basis": {
              "type": "string",
              "enum": [
               "public_task",
               "legal_obligation",
               "vital_interests",
               "consent"
              ]
             },
             "recorded_on": {
              "type": "string",
              "format": "date",
              "description": "When consent was recorded; needed with `consent`."
             },
             "source": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200,
              "pattern": "\\S",
              "description": "Who recorded it or where it is written; needed with `consent`."
             }
            },
            "if": {
             "properties": {
              "basis": {
               "const": "consent"
              }
             },
             "required": [
              "basis"
             ]
            },
            "then": {
             "required": [
              "recorded_on",
              "source"
             ]
            }
           },
           "StandingStatus": {
            "type": "string",
            "description": "The table at the top says what each means.",
            "enum": [
             "submitted",
             "with_coordinator",
             "acknowledged",
             "needs_information",
             "listed",
             "looking_for_a_place",
             "offered",
             "placed",
             "place_agreed",
             "in_placement",
             "placement_not_started",
             "placement_ended",
             "no_place_found",
             "search_stopped",
             "supported",
             "closed",
             "withdrawn",
             "entered_in_error"
            ]
           },
           "ReferralState": {
            "type": "string",
            "description": "The referral itself, apart from what becomes of it. needs_information - the hub waits for an answer. closed - the hub's work has ended.",
            "enum": [
             "submitted",
             "needs_information",
             "closed",
             "withdrawn",
             "entered_in_error"
            ]
           },
           "ReferralMove": {
            "type": "string",
            "description": "POST /v1/referrals/{id}/… amend: amendments. answer: answers. authorise: headteacher-authorisation. change_lawful_basis:\nlawful-basis. withdraw: withdrawal. mark_error: error.\n",
            "enum": [
             "amend",
             "answer",
             "authorise",
             "change_lawful_basis",
             "withdraw",
             "mark_error"
            ]
           },
           "ReferralMoves": {
            "type": "array",
            "description": "What the agency may do now. Empty - nothing more.",
            "uniqueItems": true,
            "items": {
             "$ref": "#/components/schemas/ReferralMove"
            }
           },
           "ReferralMoved": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "reference",
             "state",
             "allowed_moves"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "reference": {
              "$ref": "#/components/schemas/Reference"
             },
             "state": {
              "$ref": "#/components/schemas/ReferralState"
             },
             "allowed_moves": {
              "$ref": "#/components/schemas/ReferralMoves"
             }
            }
           },
           "ReferralSummary": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "reference",
             "submitted_at",
             "status",
             "words",
             "with",
             "returned"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "reference": {
              "$ref": "#/components/schemas/Reference"
             },
             "submitted_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "status": {
              "$ref": "#/components/schemas/StandingStatus"
             },
             "words": {
              "type": "string",
              "description": "The status in a plain sentence."
             },
             "with": {
              "$ref": "#/components/schemas/Holder"
             },
             "next": {
              "$ref": "#/components/schemas/NextStep"
             },
             "returned": {
              "type": "boolean",
              "description": "Whether the next step is the agency's."
             }
            }
           },
           "ReferralPage": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "items",
             "returned"
            ],
            "properties": {
             "items": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/ReferralSummary"
              }
             },
             "next": {
              "type": "string"
             },
             "returned": {
              "type": "integer",
              "minimum": 0,
              "description": "Of all the agency's referrals, how many are returned to it."
             }
            }
           },
           "Holder": {
            "type": "object",
            "description": "Who has the next step.",
            "additionalProperties": false,
            "required": [
             "who",
             "words"
            ],
            "properties": {
             "who": {
              "type": "string",
              "enum": [
               "hub",
               "referrer",
               "coordinator",
               "forum",
               "provider",
               "nobody"
              ]
             },
             "words": {
              "type": "string"
             }
            }
           },
           "NextStep": {
            "type": "object",
            "description": "What is due next, and by when. Left out when nothing is due.",
            "additionalProperties": false,
            "required": [
             "by",
             "words"
            ],
            "properties": {
             "by": {
              "$ref": "#/components/schemas/Instant"
             },
             "words": {
              "type": "string"
             }
            }
           },
           "Amendment": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "reason",
             "referral"
            ],
            "properties": {
             "reason": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000,
              "pattern": "\\S",
              "description": "Why."
             },
             "referral": {
              "$ref": "#/components/schemas/Referral"
             }
            }
           },
           "QuestionAnswer": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "question_id",
             "answer"
            ],
            "properties": {
             "question_id": {
              "type": "string",
              "format": "uuid"
             },
             "answer": {
              "type": "string",
              "minLength": 1,
              "maxLength": 4000,
              "pattern": "\\S"
             }
            }
           },
           "Authorisation": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "name",
             "on"
            ],
            "properties": {
             "name": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200,
              "pattern": "\\S",
              "description": "The headteacher or delegate."
             },
             "on": {
              "type": "string",
              "format": "date",
              "description": "Not in the future."
             }
            }
           },
           "WithdrawReason": {
            "type": "string",
            "enum": [
             "need_met_elsewhere",
             "moved_away",
             "family_declined",
             "school_resolved",
             "duplicate",
             "error",
             "other"
            ]
           },
           "Withdrawal": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "reason"
            ],
            "properties": {
             "reason": {
              "$ref": "#/components/schemas/WithdrawReason"
             },
             "words": {
              "type": [
               "string",
               "null"
              ],
              "minLength": 1,
              "maxLength": 2000,
              "pattern": "\\S",
              "description": "Anything to add; needed with `other`."
             }
            },
            "if": {
             "properties": {
              "reason": {
               "const": "other"
              }
             },
             "required": [
              "reason"
             ]
            },
            "then": {
             "required": [
              "words"
             ],
             "properties": {
              "words": {
               "type": "string"
              }
             }
            }
           },
           "ErrorMark": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "words"
            ],
            "properties": {
             "words": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000,
              "pattern": "\\S",
              "description": "What happened."
             }
            }
           },
           "LawfulBasisChange": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
             "basis": {
              "description": "Null or left out when consent was withdrawn and nothing took its place.",
              "enum": [
               "public_task",
               "legal_obligation",
               "vital_interests",
               "consent",
               null
              ]
             },
             "recorded_on": {
              "type": [
               "string",
               "null"
              ],
              "format": "date",
              "description": "When consent was given or withdrawn; needed then. Not in the future."
             },
             "source": {
              "type": [
               "string",
               "null"
              ],
              "minLength": 1,
              "maxLength": 200,
              "pattern": "\\S",
              "description": "Who recorded it or where it is written; needed then."
             }
            },
            "if": {
             "properties": {
              "basis": {
               "enum": [
                "public_task",
                "legal_obligation",
                "vital_interests"
               ]
              }
             },
             "required": [
              "basis"
             ]
            },
            "else": {
             "required": [
              "recorded_on",
              "source"
             ],
             "properties": {
              "recorded_on": {
               "type": "string"
              },
              "source": {
               "type": "string"
              }
             }
            }
           },
           "DraftBody": {
            "type": "object",
            "description": "A referral as far as it is written. Any object is taken.",
            "additionalProperties": true
           },
           "DraftSaved": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "expires_at",
             "problems"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "expires_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "problems": {
              "$ref": "#/components/schemas/DraftProblems"
             }
            }
           },
           "DraftProblems": {
            "type": "array",
            "description": "What stands in the way of posting it. Empty - it can be posted.",
            "items": {
             "$ref": "#/components/schemas/ProblemError"
            }
           },
           "DraftSummary": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "version",
             "created_at",
             "changed_at",
             "expires_at"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "version": {
              "type": "integer",
              "minimum": 1,
              "description": "As in `ETag`."
             },
             "created_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "changed_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "expires_at": {
              "$ref": "#/components/schemas/Instant"
             }
            }
           },
           "DraftPage": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "items"
            ],
            "properties": {
             "items": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/DraftSummary"
              }
             },
             "next": {
              "type": "string"
             }
            }
           },
           "Draft": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "version",
             "created_at",
             "changed_at",
             "expires_at",
             "referral",
             "problems"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "version": {
              "type": "integer",
              "minimum": 1
             },
             "created_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "changed_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "expires_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "referral": {
              "$ref": "#/components/schemas/DraftBody"
             },
             "problems": {
              "$ref": "#/components/schemas/DraftProblems"
             }
            }
           },
           "TimelineCode": {
            "type": "string",
            "enum": [
             "submitted",
             "amended",
             "headteacher_authorised",
             "lawful_basis_changed",
             "routed",
             "joined",
             "joined_by",
             "acknowledged",
             "information_asked",
             "reminded",
             "information_received",
             "listed",
             "passed_on",
             "level_changed",
             "sharing_stopped",
             "sharing_allowed",
             "placement_agreed",
             "provider_asked",
             "provider_declined",
             "provider_did_not_answer",
             "provider_not_asked",
             "placed",
             "no_place_found",
             "search_stopped",
             "place_agreed",
             "placement_started",
             "placement_not_started",
             "placement_reviewed",
             "placement_extended",
             "placement_ended",
             "supported",
             "plan_begun",
             "plan_reviewed",
             "plan_ended",
             "decided",
             "closed",
             "reopened",
             "withdrawn",
             "entered_in_error"
            ]
           },
           "Question": {
            "type": "object",
            "description": "What a coordinator asked of the agency. `question` and `answer` are left out when the child's key was erased.",
            "additionalProperties": false,
            "required": [
             "id",
             "asked_at",
             "open"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "asked_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "chase_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "answer_by": {
              "$ref": "#/components/schemas/Instant"
             },
             "open": {
              "type": "boolean",
              "description": "Whether it waits for the agency."
             },
             "question": {
              "type": "string"
             },
             "answer": {
              "type": "string"
             }
            }
           },
           "QuestionToAsk": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "question"
            ],
            "properties": {
             "question": {
              "$ref": "#/components/schemas/LongText"
             },
             "referral_id": {
              "type": "string",
              "format": "uuid",
              "description": "Whose agency is asked. Left out - that of the referral the case rests on."
             }
            }
           },
           "Listing": {
            "type": "object",
            "description": "With neither a meeting nor a day it is the next meeting of the forum whose papers are not due yet.",
            "additionalProperties": false,
            "required": [
             "forum"
            ],
            "properties": {
             "forum": {
              "type": "string",
              "enum": [
               "early_years_tier_3",
               "talc",
               "intervention_circle",
               "inclusion_advice",
               "post_16"
              ]
             },
             "meeting_id": {
              "type": "string",
              "format": "uuid"
             },
             "meets_on": {
              "type": "string",
              "format": "date",
              "description": "The day of a meeting of that forum in the case's locality."
             }
            }
           },
           "OutcomeDecision": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "kind",
             "why",
             "next",
             "record"
            ],
            "properties": {
             "kind": {
              "type": "string",
              "enum": [
               "advice_given",
               "supported"
              ]
             },
             "why": {
              "$ref": "#/components/schemas/LongText"
             },
             "next": {
              "$ref": "#/components/schemas/LongText"
             },
             "record": {
              "$ref": "#/components/schemas/RecordOfDecision"
             },
             "meeting_id": {
              "$ref": "#/components/schemas/DecidingMeeting"
             }
            }
           },
           "SignpostDecision": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "kind",
             "services",
             "why",
             "next",
             "record"
            ],
            "properties": {
             "kind": {
              "type": "string",
              "enum": [
               "signposted"
              ]
             },
             "services": {
              "type": "array",
              "description": "Who helps; the referrer reads them below what to do next.",
              "minItems": 1,
              "maxItems": 10,
              "items": {
               "$ref": "#/components/schemas/NamedService"
              }
             },
             "why": {
              "$ref": "#/components/schemas/LongText"
             },
             "next": {
              "$ref": "#/components/schemas/LongText"
             },
             "record": {
              "$ref": "#/components/schemas/RecordOfDecision"
             },
             "meeting_id": {
              "$ref": "#/components/schemas/DecidingMeeting"
             }
            }
           },
           "TransferDecision": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "kind",
             "passed_to",
             "why",
             "next",
             "record"
            ],
            "properties": {
             "kind": {
              "type": "string",
              "enum": [
               "transferred"
              ]
             },
             "passed_to": {
              "$ref": "#/components/schemas/ShortText",
              "description": "The organisation that takes it on."
             },
             "why": {
              "$ref": "#/components/schemas/LongText"
             },
             "next": {
              "$ref": "#/components/schemas/LongText"
             },
             "record": {
              "$ref": "#/components/schemas/RecordOfDecision"
             },
             "meeting_id": {
              "$ref": "#/components/schemas/DecidingMeeting"
             }
            }
           },
           "EscalationDecision": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "kind",
             "front_door_reference",
             "why",
             "next",
             "record"
            ],
            "properties": {
             "kind": {
              "type": "string",
              "enum": [
               "escalated_to_safeguarding"
              ]
             },
             "front_door_reference": {
              "$ref": "#/components/schemas/ShortText",
              "description": "Of the concern that was reported to the Front Door."
             },
             "why": {
              "$ref": "#/components/schemas/LongText"
             },
             "next": {
              "$ref": "#/components/schemas/LongText"
             },
             "record": {
              "$ref": "#/components/schemas/RecordOfDecision"
             },
             "meeting_id": {
              "$ref": "#/components/schemas/DecidingMeeting"
             }
            }
           },
           "NoFurtherAction": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "kind",
             "reason",
             "why",
             "next",
             "record"
            ],
            "properties": {
             "kind": {
              "type": "string",
              "enum": [
               "no_further_action"
              ]
             },
             "reason": {
              "$ref": "#/components/schemas/NoFurtherActionReason"
             },
             "why": {
              "$ref": "#/components/schemas/LongText"
             },
             "next": {
              "$ref": "#/components/schemas/LongText",
              "description": "What to do instead."
             },
             "record": {
              "$ref": "#/components/schemas/RecordOfDecision"
             },
             "meeting_id": {
              "$ref": "#/components/schemas/DecidingMeeting"
             }
            }
           },
           "NoFurtherActionReason": {
            "type": "string",
            "enum": [
             "threshold_not_met",
             "already_supported",
             "cannot_contact",
             "other"
            ]
           },
           "ReferralDecision": {
            "type": "object",
            "description": "What was decided, why, and what to do instead.",
            "additionalProperties": false,
            "required": [
             "at",
             "outcome"
            ],
            "properties": {
             "at": {
              "$ref": "#/components/schemas/Instant"
             },
             "outcome": {
              "type": "string",
              "enum": [
               "advice_given",
               "signposted",
               "supported",
               "stepped_down",
               "placed",
               "transferred",
               "escalated_to_safeguarding",
               "no_further_action"
              ]
             },
             "reason": {
              "type": "string",
              "enum": [
               "threshold_not_met",
               "already_supported",
               "cannot_contact",
               "other"
              ],
              "description": "With `no_further_action`."
             },
             "why": {
              "type": "string"
             },
             "what_to_do": {
              "type": "string"
             }
            }
           },
           "ReferralReceipt": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "reference",
             "status",
             "allowed_moves",
             "known_to_another_agency",
             "what_happens_next"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "reference": {
              "$ref": "#/components/schemas/Reference"
             },
             "status": {
              "$ref": "#/components/schemas/StandingStatus"
             },
             "allowed_moves": {
              "$ref": "#/components/schemas/ReferralMoves"
             },
             "known_to_another_agency": {
              "type": "boolean",
              "description": "Whether another agency has an open referral about this child (same UPN or NHS number). That there is one is all that is told: ask the coordinator."
             },
             "what_happens_next": {
              "type": "string"
             }
            }
           },
           "Reference": {
            "type": "string",
            "description": "What people say on the telephone. Its last character checks the others.",
            "maxLength": 20
           },
           "ReferralRecord": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "reference",
             "submitted_at",
             "state",
             "allowed_moves",
             "sharing_allowed",
             "details_state",
             "questions",
             "decisions",
             "standing"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "reference": {
              "$ref": "#/components/schemas/Reference"
             },
             "submitted_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "state": {
              "$ref": "#/components/schemas/ReferralState"
             },
             "allowed_moves": {
              "$ref": "#/components/schemas/ReferralMoves"
             },
             "sharing_allowed": {
              "type": "boolean",
              "description": "Whether there is a lawful basis for sharing it."
             },
             "details_state": {
              "$ref": "#/components/schemas/DetailsState"
             },
             "referral": {
              "description": "As posted, or as amended since. Left out when the child's key was erased.",
              "$ref": "#/components/schemas/Referral"
             },
             "questions": {
              "type": "array",
              "description": "Oldest first.",
              "items": {
               "$ref": "#/components/schemas/Question"
              }
             },
             "decisions": {
              "type": "array",
              "description": "Oldest first.",
              "items": {
               "$ref": "#/components/schemas/ReferralDecision"
              }
             },
             "standing": {
              "$ref": "#/components/schemas/Standing"
             }
            }
           },
           "Standing": {
            "type": "object",
            "description": "Where it is, who has it, what comes next.",
            "additionalProperties": false,
            "required": [
             "status",
             "words",
             "with",
             "other_agency_involved",
             "timeline",
             "advice"
            ],
            "properties": {
             "status": {
              "$ref": "#/components/schemas/StandingStatus"
             },
             "words": {
              "type": "string",
              "description": "The status in a plain sentence."
             },
             "locality": {
              "$ref": "#/components/schemas/Locality"
             },
             "forum": {
              "$ref": "#/components/schemas/Forum"
             },
             "meets_on": {
              "type": "string",
              "format": "date",
              "description": "While it is listed: the day the forum meets."
             },
             "review_on": {
              "type": "string",
              "format": "date",
              "description": "While there is a plan: the day it is reviewed next."
             },
             "placement": {
              "type": "object",
              "description": "The place that was found, from the agreement to its end. Never who has the child.",
              "additionalProperties": false,
              "required": [
               "starts_on",
               "until"
              ],
              "properties": {
               "starts_on": {
                "type": "string",
                "format": "date",
                "description": "The agreed first day, or the day it began."
               },
               "until": {
                "type": "string",
                "format": "date"
               },
               "review_on": {
                "type": "string",
                "format": "date",
                "description": "The day of the next review."
               }
              }
             },
             "with": {
              "$ref": "#/components/schemas/Holder"
             },
             "next": {
              "$ref": "#/components/schemas/NextStep"
             },
             "other_agency_involved": {
              "type": "boolean",
              "description": "Whether another agency's referral of the child is looked at together with this one. Never which, or what it says."
             },
             "timeline": {
              "type": "array",
              "description": "What the referrer may see, oldest first.",
              "items": {
               "type": "object",
               "additionalProperties": false,
               "required": [
                "at",
                "code",
                "words"
               ],
               "properties": {
                "at": {
                 "$ref": "#/components/schemas/Instant"
                },
                "code": {
                 "$ref": "#/components/schemas/TimelineCode"
                },
                "words": {
                 "type": "string"
                },
                "forum": {
                 "$ref": "#/components/schemas/Forum"
                },
                "meets_on": {
                 "type": "string",
                 "format": "date"
                },
                "review_on": {
                 "type": "string",
                 "format": "date"
                },
                "starts_on": {
                 "type": "string",
                 "format": "date",
                 "description": "Of a placement."
                },
                "until": {
                 "type": "string",
                 "format": "date",
                 "description": "Of a placement."
                },
                "ended_as": {
                 "$ref": "#/components/schemas/PlacementEnding"
                },
                "outcome": {
                 "$ref": "#/components/schemas/CaseOutcome"
                },
                "reason": {
                 "type": "string",
                 "enum": [
                  "threshold_not_met",
                  "already_supported",
                  "cannot_contact",
                  "other"
                 ]
                }
               }
              }
             },
             "advice": {
              "type": "array",
              "description": "What the referrer should know, such as who usually refers to this forum.",
              "items": {
               "type": "string"
              }
             }
            }
           },
           "CaseStatus": {
            "type": "string",
            "description": "open - nobody has read it yet. acknowledged - a coordinator has the ball. in_triage - somebody works on it. needs_information - an agency was asked and has\nnot answered. listed - on the agenda of a forum. awaiting_placement - a place is being looked for. decided - support was\ndecided on, and its plan has not begun. active - support or a place has been arranged. closed - see its outcome. When no\nplace is found, a case is acknowledged again.\n",
            "enum": [
             "open",
             "acknowledged",
             "in_triage",
             "needs_information",
             "listed",
             "awaiting_placement",
             "decided",
             "active",
             "closed"
            ]
           },
           "CaseOutcome": {
            "type": "string",
            "description": "advice_given, signposted, supported, transferred, escalated_to_safeguarding and no_further_action are decided;\nstepped_down, placed and supported end what was arranged; withdrawn, entered_in_error - the agency took its referral\nback.\n",
            "enum": [
             "advice_given",
             "signposted",
             "supported",
             "stepped_down",
             "placed",
             "transferred",
             "escalated_to_safeguarding",
             "no_further_action",
             "withdrawn",
             "entered_in_error"
            ]
           },
           "CaseSummary": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "referral_id",
             "reference",
             "locality",
             "forum",
             "status",
             "group",
             "with",
             "agency_kind",
             "age_years",
             "key_stage",
             "level",
             "needs",
             "ap_requested",
             "days_out_of_school",
             "permanently_excluded",
             "opened_at",
             "acknowledge_by",
             "overdue"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "referral_id": {
              "type": "string",
              "format": "uuid"
             },
             "reference": {
              "$ref": "#/components/schemas/Reference"
             },
             "locality": {
              "$ref": "#/components/schemas/Locality"
             },
             "forum": {
              "$ref": "#/components/schemas/Forum"
             },
             "status": {
              "$ref": "#/components/schemas/CaseStatus"
             },
             "group": {
              "$ref": "#/components/schemas/QueueGroup"
             },
             "with": {
              "$ref": "#/components/schemas/CaseHolder"
             },
             "due_at": {
              "$ref": "#/components/schemas/Instant",
              "description": "When the first of its clocks runs out, or ran out; left out when none does."
             },
             "why": {
              "$ref": "#/components/schemas/CaseReason"
             },
             "assigned_to": {
              "type": "string",
              "description": "Subject of the token of whoever works on it."
             },
             "meets_on": {
              "type": "string",
              "format": "date",
              "description": "The meeting it is listed for, while it is."
             },
             "agency_kind": {
              "$ref": "#/components/schemas/AgencyKind"
             },
             "age_years": {
              "type": "integer"
             },
             "key_stage": {
              "$ref": "#/components/schemas/KeyStage"
             },
             "level": {
              "$ref": "#/components/schemas/Level"
             },
             "needs": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/NeedCode"
              }
             },
             "ap_requested": {
              "type": "boolean"
             },
             "days_out_of_school": {
              "type": "integer"
             },
             "permanently_excluded": {
              "type": "boolean"
             },
             "opened_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "acknowledge_by": {
              "$ref": "#/components/schemas/Instant"
             },
             "overdue": {
              "type": "boolean",
              "description": "Past `due_at`."
             }
            }
           },
           "CasePage": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "items"
            ],
            "properties": {
             "items": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/CaseSummary"
              }
             },
             "next": {
              "type": "string"
             }
            }
           },
           "Case": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "referral_id",
             "reference",
             "locality",
             "forum",
             "status",
             "agency",
             "headteacher_authorised",
             "facts",
             "routing",
             "opened_at",
             "acknowledge_by",
             "overdue",
             "clocks",
             "clocks_left_out",
             "details_of",
             "details_state",
             "other_referrals",
             "amendments",
             "sharing",
             "questions",
             "decisions",
             "corrections",
             "actions",
             "level_changes",
             "reroutings",
             "reopenings",
             "placement_news",
             "allowed_moves"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "referral_id": {
              "type": "string",
              "format": "uuid",
              "description": "The referral it was opened for."
             },
             "reference": {
              "$ref": "#/components/schemas/Reference"
             },
             "locality": {
              "$ref": "#/components/schemas/Locality"
             },
             "forum": {
              "$ref": "#/components/schemas/Forum"
             },
             "status": {
              "$ref": "#/components/schemas/CaseStatus"
             },
             "outcome": {
              "$ref": "#/components/schemas/CaseOutcome",
              "description": "What it came to; only once it is closed."
             },
             "agency": {
              "$ref": "#/components/schemas/CaseAgency"
             },
             "ap_kind": {
              "$ref": "#/components/schemas/ApKind",
              "description": "Asked for by the referrer, if any."
             },
             "headteacher_authorised": {
              "type": "boolean",
              "description": "Whether a headteacher's authorisation is on record."
             },
             "facts": {
              "$ref": "#/components/schemas/CodedFacts",
              "description": "At the level the case was stepped to last."
             },
             "assigned_to": {
              "type": "string",
              "description": "Who works on it, once anybody does. Subject of a token."
             },
             "routing": {
              "$ref": "#/components/schemas/Routing"
             },
             "opened_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "acknowledge_by": {
              "$ref": "#/components/schemas/Instant"
             },
             "acknowledged_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "closed_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "overdue": {
              "type": "boolean",
              "description": "Whether the first of its clocks has run out."
             },
             "with": {
              "$ref": "#/components/schemas/CaseBall",
              "description": "Who has the next step; left out once it is closed."
             },
             "clocks": {
              "type": "array",
              "description": "What runs, and what stands still.",
              "items": {
               "$ref": "#/components/schemas/CaseClock"
              }
             },
             "clocks_left_out": {
              "type": "array",
              "description": "Clocks that cannot be set, because the calendars do not say when they end.",
              "items": {
               "type": "object",
               "additionalProperties": false,
               "required": [
                "kind",
                "code",
                "words"
               ],
               "properties": {
                "kind": {
                 "$ref": "#/components/schemas/CaseClockKind"
                },
                "code": {
                 "type": "string",
                 "enum": [
                  "no_school_calendar",
                  "school_calendar_hole"
                 ]
                },
                "words": {
                 "type": "string"
                }
               }
              }
             },
             "details_of": {
              "type": "string",
              "format": "uuid",
              "description": "The referral the case rests on: the one it was opened for or, once that has left, the next."
             },
             "details_state": {
              "$ref": "#/components/schemas/DetailsState"
             },
             "details": {
              "$ref": "#/components/schemas/CaseDetails"
             },
             "other_referrals": {
              "type": "array",
              "description": "Other agencies' referrals about the same child, and any that has left the case.",
              "items": {
               "$ref": "#/components/schemas/CaseReferral"
              }
             },
             "amendments": {
              "type": "array",
              "description": "What agencies changed, oldest first; details and facts are those that hold now.",
              "items": {
               "type": "object",
               "additionalProperties": false,
               "required": [
                "amended_at",
                "referral_id",
                "changed"
               ],
               "properties": {
                "amended_at": {
                 "$ref": "#/components/schemas/Instant"
                },
                "referral_id": {
                 "type": "string",
                 "format": "uuid"
                },
                "changed": {
                 "type": "array",
                 "description": "JSON pointers into the referral.",
                 "items": {
                  "type": "string"
                 }
                }
               }
              }
             },
             "sharing": {
              "type": "object",
              "description": "Whether the hub may show the child to anybody new.",
              "additionalProperties": false,
              "required": [
               "allowed",
               "without_basis"
              ],
              "properties": {
               "allowed": {
                "type": "boolean"
               },
               "without_basis": {
                "type": "array",
                "description": "Referrals that have no lawful basis now.",
                "items": {
                 "type": "string",
                 "format": "uuid"
                }
               }
              }
             },
             "questions": {
              "type": "array",
              "description": "Oldest first.",
              "items": {
               "$ref": "#/components/schemas/CaseQuestion"
              }
             },
             "listing": {
              "type": "object",
              "description": "The last forum it was listed for.",
              "additionalProperties": false,
              "required": [
               "forum",
               "meets_on"
              ],
              "properties": {
               "forum": {
                "$ref": "#/components/schemas/Forum"
               },
               "meets_on": {
                "type": "string",
                "format": "date"
               },
               "meeting_id": {
                "type": "string",
                "format": "uuid"
               },
               "listed_at": {
                "$ref": "#/components/schemas/Instant"
               }
              }
             },
             "decisions": {
              "type": "array",
              "description": "Oldest first.",
              "items": {
               "$ref": "#/components/schemas/DecisionRecord"
              }
             },
             "corrections": {
              "type": "array",
              "description": "Further records of decisions, oldest first.",
              "items": {
               "$ref": "#/components/schemas/CorrectionRecord"
              }
             },
             "level_changes": {
              "type": "array",
              "description": "Steps up and down the Graduated Pathway, oldest first.",
              "items": {
               "type": "object",
               "additionalProperties": false,
               "required": [
                "from",
                "to",
                "changed_by",
                "changed_at"
               ],
               "properties": {
                "from": {
                 "type": "integer"
                },
                "to": {
                 "type": "integer"
                },
                "why": {
                 "type": "string"
                },
                "changed_by": {
                 "type": "string",
                 "description": "Subject of the coordinator's token."
                },
                "changed_at": {
                 "$ref": "#/components/schemas/Instant"
                }
               }
              }
             },
             "reroutings": {
              "type": "array",
              "description": "Where it has been before, oldest first.",
              "items": {
               "type": "object",
               "additionalProperties": false,
               "required": [
                "from",
                "to",
                "from_forum",
                "to_forum",
                "because",
                "rerouted_at"
               ],
               "properties": {
                "from": {
                 "$ref": "#/components/schemas/Locality"
                },
                "to": {
                 "$ref": "#/components/schemas/Locality"
                },
                "from_forum": {
                 "$ref": "#/components/schemas/Forum"
                },
                "to_forum": {
                 "$ref": "#/components/schemas/Forum"
                },
                "because": {
                 "type": "string",
                 "enum": [
                  "moved",
                  "facts_changed",
                  "transferred"
                 ]
                },
                "why": {
                 "type": "string"
                },
                "rerouted_by": {
                 "type": "string",
                 "description": "Subject of the coordinator's token; left out when the rules did it."
                },
                "rerouted_at": {
                 "$ref": "#/components/schemas/Instant"
                }
               }
              }
             },
             "closing": {
              "type": "object",
              "description": "How a person closed what was arranged; left out when a decision closed it.",
              "additionalProperties": false,
              "required": [
               "closed_by"
              ],
              "properties": {
               "why": {
                "type": "string"
               },
               "next": {
                "type": "string"
               },
               "closed_by": {
                "type": "string",
                "description": "Subject of the coordinator's token."
               }
              }
             },
             "reopenings": {
              "type": "array",
              "description": "Oldest first.",
              "items": {
               "type": "object",
               "additionalProperties": false,
               "required": [
                "was",
                "reopened_by",
                "reopened_at"
               ],
               "properties": {
                "was": {
                 "$ref": "#/components/schemas/CaseOutcome"
                },
                "why": {
                 "type": "string"
                },
                "reopened_by": {
                 "type": "string",
                 "description": "Subject of the coordinator's token."
                },
                "reopened_at": {
                 "$ref": "#/components/schemas/Instant"
                }
               }
              }
             },
             "placement": {
              "type": "object",
              "description": "How the search for a place ended, once it has; and how it goes with the place, once that is agreed.",
              "additionalProperties": false,
              "required": [
               "request_id",
               "found"
              ],
              "properties": {
               "request_id": {
                "type": "string",
                "format": "uuid"
               },
               "found": {
                "type": "boolean"
               },
               "provision_id": {
                "type": "string",
                "format": "uuid"
               },
               "placement_id": {
                "type": "string",
                "format": "uuid"
               },
               "provider_id": {
                "type": "string"
               },
               "happened": {
                "$ref": "#/components/schemas/PlacementHappening"
               },
               "words": {
                "type": "string"
               },
               "starts_on": {
                "type": "string",
                "format": "date",
                "description": "The agreed first day, or the day it began."
               },
               "until": {
                "type": "string",
                "format": "date",
                "description": "The last day."
               },
               "review_on": {
                "type": "string",
                "format": "date",
                "description": "The day of the next review."
               },
               "outcome": {
                "type": "string",
                "description": "How it ended (PlacementEnding), or why it did not begin (NotStartedReason)."
               }
              }
             },
             "placement_news": {
              "type": "array",
              "description": "How it went with every place there was, oldest first. Each says all that held from then on.",
              "items": {
               "type": "object",
               "additionalProperties": false,
               "required": [
                "at",
                "request_id",
                "provision_id",
                "placement_id",
                "provider_id",
                "happened",
                "words"
               ],
               "properties": {
                "at": {
                 "$ref": "#/components/schemas/Instant"
                },
                "request_id": {
                 "type": "string",
                 "format": "uuid"
                },
                "provision_id": {
                 "type": "string",
                 "format": "uuid"
                },
                "placement_id": {
                 "type": "string",
                 "format": "uuid"
                },
                "provider_id": {
                 "type": "string"
                },
                "happened": {
                 "$ref": "#/components/schemas/PlacementHappening"
                },
                "words": {
                 "type": "string"
                },
                "on": {
                 "type": "string",
                 "format": "date",
                 "description": "The day it was reviewed or ended."
                },
                "starts_on": {
                 "type": "string",
                 "format": "date"
                },
                "until": {
                 "type": "string",
                 "format": "date"
                },
                "review_on": {
                 "type": "string",
                 "format": "date"
                },
                "outcome": {
                 "type": "string"
                }
               }
              }
             },
             "plan": {
              "type": "object",
              "description": "The child's plan, while it runs, and its next date.",
              "additionalProperties": false,
              "required": [
               "id",
               "review_on"
              ],
              "properties": {
               "id": {
                "type": "string",
                "format": "uuid"
               },
               "review_on": {
                "type": "string",
                "format": "date"
               }
              }
             },
             "actions": {
              "type": "array",
              "description": "What was agreed that somebody does, oldest first.",
              "items": {
               "$ref": "#/components/schemas/Action"
              }
             },
             "allowed_moves": {
              "$ref": "#/components/schemas/AllowedMoves"
             }
            }
           },
           "CaseAgency": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "kind",
             "source"
            ],
            "properties": {
             "id": {
              "type": "string"
             },
             "kind": {
              "$ref": "#/components/schemas/AgencyKind"
             },
             "source": {
              "type": "string"
             }
            }
           },
           "CaseReferral": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "reference",
             "agency",
             "status",
             "headteacher_authorised",
             "facts",
             "details_state"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "reference": {
              "$ref": "#/components/schemas/Reference"
             },
             "agency": {
              "$ref": "#/components/schemas/CaseAgency"
             },
             "status": {
              "type": "string",
              "enum": [
               "part_of_case",
               "withdrawn",
               "entered_in_error"
              ]
             },
             "joined_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "ap_kind": {
              "$ref": "#/components/schemas/ApKind"
             },
             "headteacher_authorised": {
              "type": "boolean"
             },
             "facts": {
              "$ref": "#/components/schemas/CodedFacts"
             },
             "details_state": {
              "$ref": "#/components/schemas/DetailsState"
             },
             "details": {
              "$ref": "#/components/schemas/CaseDetails"
             }
            }
           },
           "CaseQuestion": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "referral_id",
             "asked_by",
             "asked_at",
             "chase_at",
             "answer_by",
             "open"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "referral_id": {
              "type": "string",
              "format": "uuid",
              "description": "The referral whose agency is asked."
             },
             "question": {
              "type": "string"
             },
             "asked_by": {
              "type": "string",
              "description": "Subject of the coordinator's token."
             },
             "asked_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "chase_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "answer_by": {
              "$ref": "#/components/schemas/Instant"
             },
             "open": {
              "type": "boolean",
              "description": "Whether an answer is waited for."
             },
             "answer": {
              "type": "string"
             },
             "answered_at": {
              "$ref": "#/components/schemas/Instant"
             }
            }
           },
           "Routing": {
            "type": "object",
            "description": "Why the case is where it is; enough to explain it to a parent, or to run it again.",
            "additionalProperties": false,
            "required": [
             "rule_set",
             "rules_fired",
             "explanation",
             "facts",
             "advice",
             "also_offered_to"
            ],
            "properties": {
             "rule_set": {
              "type": "string",
              "description": "Name and version of the rules."
             },
             "rules_fired": {
              "type": "array",
              "items": {
               "type": "string"
              }
             },
             "explanation": {
              "type": "array",
              "description": "A sentence for each rule that fired.",
              "items": {
               "type": "string"
              }
             },
             "facts": {
              "type": "object",
              "description": "Coded facts the rules looked at.",
              "additionalProperties": {
               "type": "string"
              }
             },
             "advice": {
              "type": "array",
              "items": {
               "type": "string"
              }
             },
             "also_offered_to": {
              "type": "array",
              "items": {
               "type": "string"
              }
             }
            }
           },
           "CaseDetails": {
            "type": "object",
            "description": "What the referrer wrote, opened for the coordinator.",
            "additionalProperties": false,
            "required": [
             "child",
             "referrer",
             "concerns",
             "tried",
             "views",
             "lawful_basis"
            ],
            "properties": {
             "child": {
              "type": "object",
              "additionalProperties": false,
              "required": [
               "given_name",
               "family_name",
               "date_of_birth",
               "identifiers"
              ],
              "properties": {
               "given_name": {
                "type": "string"
               },
               "family_name": {
                "type": "string"
               },
               "preferred_name": {
                "type": "string"
               },
               "date_of_birth": {
                "type": "string",
                "format": "date"
               },
               "sex": {
                "$ref": "#/components/schemas/Sex"
               },
               "home_postcode": {
                "type": "string"
               },
               "school": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                 "urn": {
                  "type": "string"
                 },
                 "postcode": {
                  "type": "string"
                 }
                }
               },
               "identifiers": {
                "type": "array",
                "items": {
                 "$ref": "#/components/schemas/Identifier"
                }
               },
               "ethnicity": {
                "type": "string"
               },
               "language": {
                "type": "string"
               },
               "interpreter_needed": {
                "type": "boolean"
               },
               "communication_needs": {
                "type": "string"
               }
              }
             },
             "referrer": {
              "$ref": "#/components/schemas/Referrer"
             },
             "concerns": {
              "type": "string"
             },
             "concerns_since": {
              "type": "string",
              "format": "date"
             },
             "tried": {
              "type": "array",
              "items": {
               "type": "string"
              }
             },
             "cycles": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/Cycle"
              }
             },
             "risks": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/Risk"
              }
             },
             "family": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/FamilyContact"
              }
             },
             "exclusion_reasons": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/ExclusionReason"
              }
             },
             "asks_words": {
              "type": "string",
              "description": "What would help."
             },
             "hoped_outcome": {
              "type": "string"
             },
             "headteacher_authorisation": {
              "type": "object",
              "description": "As it came with the referral.",
              "additionalProperties": false,
              "required": [
               "name",
               "on"
              ],
              "properties": {
               "name": {
                "type": "string"
               },
               "on": {
                "type": "string",
                "format": "date"
               }
              }
             },
             "front_door_reference": {
              "type": "string",
              "description": "Of a safeguarding concern already reported."
             },
             "views": {
              "$ref": "#/components/schemas/Views"
             },
             "lawful_basis": {
              "$ref": "#/components/schemas/LawfulBasis"
             }
            }
           },
           "CaseState": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "status",
             "allowed_moves"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "status": {
              "$ref": "#/components/schemas/CaseStatus"
             },
             "allowed_moves": {
              "$ref": "#/components/schemas/AllowedMoves"
             }
            }
           },
           "Purpose": {
            "type": "string",
            "description": "Movement between provisions must have a specific purpose.",
            "enum": [
             "short_term_intervention",
             "reintegration",
             "assessment",
             "medical",
             "full_time_alternative"
            ]
           },
           "Decision": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "kind",
             "purpose",
             "purpose_words",
             "objectives",
             "wanted_start",
             "weeks",
             "sessions_a_week",
             "reason",
             "record"
            ],
            "properties": {
             "kind": {
              "type": "string",
              "enum": [
               "ap_placement"
              ]
             },
             "purpose": {
              "$ref": "#/components/schemas/Purpose"
             },
             "purpose_words": {
              "$ref": "#/components/schemas/LongText"
             },
             "objectives": {
              "type": "array",
              "description": "Measurable.",
              "minItems": 1,
              "maxItems": 10,
              "items": {
               "type": "string",
               "minLength": 1,
               "maxLength": 500,
               "pattern": "\\S"
              }
             },
             "wanted_start": {
              "type": "string",
              "format": "date",
              "description": "Today or later."
             },
             "weeks": {
              "type": "integer",
              "minimum": 1,
              "maximum": 39
             },
             "sessions_a_week": {
              "type": "integer",
              "minimum": 1,
              "maximum": 10,
              "description": "A session is a morning or an afternoon."
             },
             "ap_kind": {
              "$ref": "#/components/schemas/ApKind",
              "description": "Left out - any kind."
             },
             "reason": {
              "$ref": "#/components/schemas/LongText"
             },
             "exclusion_near": {
              "type": "boolean",
              "default": false,
              "description": "Whether the child is about to be excluded."
             },
             "record": {
              "$ref": "#/components/schemas/RecordOfDecision"
             },
             "meeting_id": {
              "$ref": "#/components/schemas/DecidingMeeting"
             },
             "excluded_provisions": {
              "type": "array",
              "description": "Provisions that must not be asked (not with another child, the family's wish).",
              "maxItems": 50,
              "uniqueItems": true,
              "items": {
               "type": "string",
               "format": "uuid"
              }
             },
             "wished_provisions": {
              "type": "array",
              "description": "Provisions the child wishes for.",
              "maxItems": 10,
              "items": {
               "type": "string",
               "format": "uuid"
              }
             },
             "known_provisions": {
              "type": "array",
              "description": "Provisions that know the child.",
              "maxItems": 10,
              "items": {
               "type": "string",
               "format": "uuid"
              }
             },
             "registration": {
              "type": "string",
              "enum": [
               "single",
               "dual"
              ],
              "default": "dual",
              "description": "Whether a school goes on having the child on its roll."
             },
             "risks": {
              "type": "array",
              "description": "What the provider has to know to keep everybody safe. Left out - what the referral says.",
              "maxItems": 20,
              "items": {
               "type": "string",
               "minLength": 1,
               "maxLength": 500
              }
             },
             "transport": {
              "type": "string",
              "minLength": 1,
              "maxLength": 1000
             },
             "reintegration": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000,
              "description": "How and when the child is to go back, or on."
             }
            }
           },
           "RecordOfDecision": {
            "type": "object",
            "description": "What is put on record with every decision. Only coordinators read it.",
            "additionalProperties": false,
            "required": [
             "options_considered",
             "evidence",
             "views",
             "tests",
             "present"
            ],
            "properties": {
             "options_considered": {
              "type": "array",
              "description": "What else could have been done.",
              "minItems": 1,
              "maxItems": 10,
              "items": {
               "type": "string",
               "minLength": 1,
               "maxLength": 500,
               "pattern": "\\S"
              }
             },
             "evidence": {
              "type": "array",
              "description": "What the decision rests on.",
              "minItems": 1,
              "maxItems": 10,
              "items": {
               "type": "string",
               "minLength": 1,
               "maxLength": 500,
               "pattern": "\\S"
              }
             },
             "views": {
              "type": "object",
              "description": "Of the child and the family. Why somebody was not asked is said here too.",
              "additionalProperties": false,
              "required": [
               "child",
               "family"
              ],
              "properties": {
               "child": {
                "$ref": "#/components/schemas/LongText"
               },
               "family": {
                "$ref": "#/components/schemas/LongText"
               }
              }
             },
             "tests": {
              "type": "object",
              "description": "Does it bring us closer to the vision? Does it make things more equal? Is it the best we can do? Is it more inclusive?",
              "additionalProperties": false,
              "required": [
               "closer_to_vision",
               "more_equal",
               "best_we_can_do",
               "more_inclusive"
              ],
              "properties": {
               "closer_to_vision": {
                "$ref": "#/components/schemas/DecisionTest"
               },
               "more_equal": {
                "$ref": "#/components/schemas/DecisionTest"
               },
               "best_we_can_do": {
                "$ref": "#/components/schemas/DecisionTest"
               },
               "more_inclusive": {
                "$ref": "#/components/schemas/DecisionTest"
               }
              }
             },
             "present": {
              "type": "array",
              "description": "Who was there, by name or role.",
              "minItems": 1,
              "maxItems": 30,
              "items": {
               "$ref": "#/components/schemas/ShortText"
              }
             },
             "dissent": {
              "$ref": "#/components/schemas/LongText",
              "description": "Who saw it otherwise, and why."
             },
             "options_exhausted": {
              "$ref": "#/components/schemas/LongText",
              "description": "How every other option was exhausted; needed when an exclusion is near."
             }
            }
           },
           "DecisionTest": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "answer"
            ],
            "properties": {
             "answer": {
              "type": "string",
              "enum": [
               "yes",
               "partly",
               "no"
              ]
             },
             "words": {
              "$ref": "#/components/schemas/Passage",
              "description": "Why; needed unless the answer is yes."
             }
            }
           },
           "DecidingMeeting": {
            "type": "string",
            "format": "uuid",
            "description": "The meeting that decided: it sits now, and has the case on its agenda. Left out when the coordinator did outside one."
           },
           "NamedService": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "name",
             "contact"
            ],
            "properties": {
             "name": {
              "$ref": "#/components/schemas/ShortText"
             },
             "contact": {
              "type": "string",
              "minLength": 1,
              "maxLength": 500,
              "pattern": "\\S",
              "description": "Telephone, address or web page."
             }
            }
           },
           "DecisionRecord": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "kind",
             "decided_by",
             "decided_at"
            ],
            "description": "With ap_placement purpose, start, weeks and sessions; with the other kinds why, what next, and whether it closes the case. A\ndecision from before there were records has none; nor has one whose child's key was erased.\n",
            "properties": {
             "kind": {
              "type": "string",
              "enum": [
               "ap_placement",
               "advice_given",
               "signposted",
               "supported",
               "transferred",
               "escalated_to_safeguarding",
               "no_further_action"
              ]
             },
             "reason": {
              "$ref": "#/components/schemas/NoFurtherActionReason"
             },
             "why": {
              "type": "string"
             },
             "next": {
              "type": "string"
             },
             "closes": {
              "type": "boolean"
             },
             "services": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/NamedService"
              }
             },
             "passed_to": {
              "type": "string"
             },
             "front_door_reference": {
              "type": "string"
             },
             "purpose": {
              "$ref": "#/components/schemas/Purpose"
             },
             "wanted_start": {
              "type": "string",
              "format": "date"
             },
             "weeks": {
              "type": "integer"
             },
             "sessions_a_week": {
              "type": "integer"
             },
             "ap_kind": {
              "$ref": "#/components/schemas/ApKind"
             },
             "exclusion_near": {
              "type": "boolean"
             },
             "record": {
              "$ref": "#/components/schemas/RecordOfDecision"
             },
             "meeting_id": {
              "type": "string",
              "format": "uuid"
             },
             "decided_by": {
              "type": "string",
              "description": "Subject of the coordinator's token."
             },
             "decided_at": {
              "$ref": "#/components/schemas/Instant"
             }
            }
           },
           "CorrectionRecord": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "decision",
             "corrected_by",
             "corrected_at"
            ],
            "properties": {
             "decision": {
              "type": "integer",
              "minimum": 1,
              "description": "Which decision of the case, from 1."
             },
             "why": {
              "type": "string"
             },
             "record": {
              "$ref": "#/components/schemas/RecordOfDecision"
             },
             "corrected_by": {
              "type": "string",
              "description": "Subject of the coordinator's token."
             },
             "corrected_at": {
              "$ref": "#/components/schemas/Instant"
             }
            }
           },
           "Assignment": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
             "assignee": {
              "$ref": "#/components/schemas/ShortText",
              "description": "Subject of that person's token. Left out: the caller."
             }
            }
           },
           "LevelChange": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "level",
             "why"
            ],
            "properties": {
             "level": {
              "type": "integer",
              "minimum": 1,
              "maximum": 4
             },
             "why": {
              "$ref": "#/components/schemas/LongText"
             }
            }
           },
           "Transfer": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "locality",
             "why"
            ],
            "properties": {
             "locality": {
              "$ref": "#/components/schemas/LocalityCode"
             },
             "why": {
              "$ref": "#/components/schemas/LongText"
             }
            }
           },
           "Closure": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "outcome",
             "why",
             "next"
            ],
            "properties": {
             "outcome": {
              "type": "string",
              "enum": [
               "supported",
               "stepped_down",
               "placed"
              ],
              "description": "placed - only when a place was taken."
             },
             "why": {
              "$ref": "#/components/schemas/LongText",
              "description": "For the referrer."
             },
             "next": {
              "$ref": "#/components/schemas/LongText",
              "description": "For the referrer."
             }
            }
           },
           "Reopening": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "why"
            ],
            "properties": {
             "why": {
              "$ref": "#/components/schemas/LongText"
             }
            }
           },
           "Correction": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "why",
             "record"
            ],
            "properties": {
             "why": {
              "$ref": "#/components/schemas/LongText",
              "description": "Why it needs correcting."
             },
             "record": {
              "$ref": "#/components/schemas/RecordOfDecision"
             }
            }
           },
           "Queues": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "items",
             "as_of"
            ],
            "properties": {
             "as_of": {
              "$ref": "#/components/schemas/Instant"
             },
             "items": {
              "type": "array",
              "items": {
               "type": "object",
               "additionalProperties": false,
               "required": [
                "locality",
                "counts",
                "groups",
                "overdue"
               ],
               "properties": {
                "locality": {
                 "$ref": "#/components/schemas/Locality"
                },
                "counts": {
                 "type": "object",
                 "additionalProperties": false,
                 "required": [
                  "open",
                  "acknowledged",
                  "in_triage",
                  "needs_information",
                  "listed",
                  "awaiting_placement",
                  "decided",
                  "active",
                  "closed"
                 ],
                 "properties": {
                  "open": {
                   "type": "integer",
                   "minimum": 0
                  },
                  "acknowledged": {
                   "type": "integer",
                   "minimum": 0
                  },
                  "in_triage": {
                   "type": "integer",
                   "minimum": 0
                  },
                  "needs_information": {
                   "type": "integer",
                   "minimum": 0
                  },
                  "listed": {
                   "type": "integer",
                   "minimum": 0
                  },
                  "awaiting_placement": {
                   "type": "integer",
                   "minimum": 0
                  },
                  "decided": {
                   "type": "integer",
                   "minimum": 0
                  },
                  "active": {
                   "type": "integer",
                   "minimum": 0
                  },
                  "closed": {
                   "type": "integer",
                   "minimum": 0
                  }
                 }
                },
                "groups": {
                 "type": "object",
                 "description": "Everything that is not closed, each case in one group.",
                 "additionalProperties": false,
                 "required": [
                  "overdue",
                  "due_today",
                  "new_to_me",
                  "waiting_on_others",
                  "other"
                 ],
                 "properties": {
                  "overdue": {
                   "type": "integer",
                   "minimum": 0
                  },
                  "due_today": {
                   "type": "integer",
                   "minimum": 0
                  },
                  "new_to_me": {
                   "type": "integer",
                   "minimum": 0
                  },
                  "waiting_on_others": {
                   "type": "integer",
                   "minimum": 0
                  },
                  "other": {
                   "type": "integer",
                   "minimum": 0
                  }
                 }
                },
                "overdue": {
                 "type": "integer",
                 "minimum": 0
                }
               }
              }
             }
            }
           },
           "PlacementRequestStatus": {
            "type": "string",
            "description": "shortlisted - ranked, nobody asked at this moment: the coordinator chooses. offered - somebody has been asked. declined - it said no, and the coordinator has not\nconfirmed that yet. accepted - it said yes. unable_to_match - nothing fits, or nobody is left to ask; counted as unmet demand.\nwithdrawn - nobody looks for a place any more: the case was closed, may not be shared, or has lost the referral it rested on.\n",
            "enum": [
             "shortlisted",
             "offered",
             "declined",
             "accepted",
             "unable_to_match",
             "withdrawn"
            ]
           },
           "OfferStatus": {
            "type": "string",
            "description": "expired - nobody answered in time. withdrawn - it was withdrawn before the provider answered. What either said can no longer be\nread, and the place is not held any more.\n",
            "enum": [
             "open",
             "accepted",
             "declined",
             "decline_confirmed",
             "expired",
             "withdrawn"
            ]
           },
           "DeclineCode": {
            "type": "string",
            "enum": [
             "capacity",
             "age",
             "needs_not_met",
             "risk_to_others",
             "distance",
             "start_date",
             "information_missing",
             "not_appropriate",
             "other"
            ]
           },
           "ProvisionRef": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "name"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "name": {
              "type": "string"
             }
            }
           },
           "PlacementRequestSummary": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "referral_id",
             "case_id",
             "reference",
             "locality",
             "status",
             "requested_at",
             "wanted_start",
             "key_stage",
             "age_years",
             "needs"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "referral_id": {
              "type": "string",
              "format": "uuid"
             },
             "case_id": {
              "type": "string",
              "format": "uuid"
             },
             "reference": {
              "$ref": "#/components/schemas/Reference"
             },
             "locality": {
              "$ref": "#/components/schemas/Locality"
             },
             "status": {
              "$ref": "#/components/schemas/PlacementRequestStatus"
             },
             "requested_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "wanted_start": {
              "type": "string",
              "format": "date"
             },
             "key_stage": {
              "$ref": "#/components/schemas/KeyStage"
             },
             "age_years": {
              "type": "integer"
             },
             "needs": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/NeedCode"
              }
             }
            }
           },
           "PlacementRequestPage": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "items"
            ],
            "properties": {
             "items": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/PlacementRequestSummary"
              }
             },
             "next": {
              "type": "string"
             }
            }
           },
           "PlacementRequest": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "referral_id",
             "case_id",
             "reference",
             "locality",
             "status",
             "requested_at",
             "facts",
             "purpose",
             "wanted_start",
             "weeks",
             "sessions_a_week",
             "shortlist",
             "excluded",
             "offers",
             "allowed_moves"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "referral_id": {
              "type": "string",
              "format": "uuid"
             },
             "case_id": {
              "type": "string",
              "format": "uuid"
             },
             "reference": {
              "$ref": "#/components/schemas/Reference"
             },
             "locality": {
              "$ref": "#/components/schemas/Locality"
             },
             "status": {
              "$ref": "#/components/schemas/PlacementRequestStatus"
             },
             "requested_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "facts": {
              "$ref": "#/components/schemas/CodedFacts"
             },
             "purpose": {
              "$ref": "#/components/schemas/Purpose"
             },
             "wanted_start": {
              "type": "string",
              "format": "date"
             },
             "weeks": {
              "type": "integer"
             },
             "sessions_a_week": {
              "type": "integer"
             },
             "ap_kind": {
              "$ref": "#/components/schemas/ApKind"
             },
             "rule_set": {
              "type": "string",
              "description": "Name and version of the rules that made the shortlist."
             },
             "shortlist": {
              "type": "array",
              "description": "Provisions that fit, best first.",
              "items": {
               "type": "object",
               "additionalProperties": false,
               "required": [
                "provision",
                "score",
                "reasons"
               ],
               "properties": {
                "provision": {
                 "$ref": "#/components/schemas/ProvisionRef"
                },
                "score": {
                 "type": "integer",
                 "minimum": 0,
                 "maximum": 1000,
                 "description": "The sum of its reasons' points."
                },
                "reasons": {
                 "type": "array",
                 "items": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                   "code",
                   "points",
                   "words"
                  ],
                  "properties": {
                   "code": {
                    "type": "string"
                   },
                   "points": {
                    "type": "integer"
                   },
                   "words": {
                    "type": "string"
                   }
                  }
                 }
                }
               }
              }
             },
             "excluded": {
              "type": "array",
              "description": "Provisions that may not be asked, and each hard rule they fail.",
              "items": {
               "type": "object",
               "additionalProperties": false,
               "required": [
                "provision",
                "failed"
               ],
               "properties": {
                "provision": {
                 "$ref": "#/components/schemas/ProvisionRef"
                },
                "failed": {
                 "type": "array",
                 "items": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                   "code",
                   "words"
                  ],
                  "properties": {
                   "code": {
                    "type": "string"
                   },
                   "words": {
                    "type": "string"
                   }
                  }
                 }
                }
               }
              }
             },
             "offers": {
              "type": "array",
              "description": "In the order they were made.",
              "items": {
               "$ref": "#/components/schemas/OfferMade"
              }
             },
             "unmet": {
              "type": "object",
              "description": "When unable_to_match: how many provisions failed each hard rule, how many declined or let their time pass, and the code a\ncoordinator recorded.\n",
              "additionalProperties": {
               "type": "integer",
               "minimum": 0
              }
             },
             "unmet_words": {
              "type": "string",
              "description": "What the coordinator recorded with it. Left out when the child's key was erased."
             },
             "placement": {
              "description": "What came of the accepted offer, once it was agreed, and what the caller may do with it below /v1/placements/{id}.",
              "$ref": "#/components/schemas/PlacementChanged"
             },
             "allowed_moves": {
              "$ref": "#/components/schemas/AllowedMoves"
             }
            }
           },
           "OfferMade": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "provision",
             "rank",
             "status",
             "offered_at",
             "answer_by",
             "questions"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "provision": {
              "$ref": "#/components/schemas/ProvisionRef"
             },
             "rank": {
              "type": "integer",
              "minimum": 1
             },
             "status": {
              "$ref": "#/components/schemas/OfferStatus"
             },
             "offered_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "answer_by": {
              "$ref": "#/components/schemas/Instant"
             },
             "answered_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "urgency": {
              "$ref": "#/components/schemas/Urgency"
             },
             "place": {
              "$ref": "#/components/schemas/BookedPlace"
             },
             "over_commit": {
              "type": "object",
              "description": "More children than places, on purpose. Without words when the child's key was erased.",
              "additionalProperties": false,
              "properties": {
               "words": {
                "type": "string"
               }
              }
             },
             "questions": {
              "$ref": "#/components/schemas/OfferQuestions"
             },
             "decline": {
              "type": "object",
              "description": "Opened for the coordinator. Without words when the child's key was erased.",
              "additionalProperties": false,
              "required": [
               "code"
              ],
              "properties": {
               "code": {
                "$ref": "#/components/schemas/DeclineCode"
               },
               "words": {
                "type": "string"
               }
              }
             }
            }
           },
           "PlacementRequestState": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "status",
             "allowed_moves"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "status": {
              "$ref": "#/components/schemas/PlacementRequestStatus"
             },
             "allowed_moves": {
              "$ref": "#/components/schemas/AllowedMoves"
             }
            }
           },
           "DeclineConfirmation": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "offer_id"
            ],
            "properties": {
             "offer_id": {
              "type": "string",
              "format": "uuid"
             },
             "ask_next": {
              "type": "boolean",
              "default": true,
              "description": "Ask the next on the shortlist; false: the coordinator chooses later."
             }
            }
           },
           "OfferSummary": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "reference",
             "provision",
             "status",
             "offered_at",
             "answer_by",
             "key_stage",
             "age_years",
             "needs",
             "wanted_start",
             "weeks",
             "sessions_a_week"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "reference": {
              "$ref": "#/components/schemas/Reference"
             },
             "provision": {
              "$ref": "#/components/schemas/ProvisionRef"
             },
             "status": {
              "$ref": "#/components/schemas/OfferStatus"
             },
             "offered_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "answer_by": {
              "$ref": "#/components/schemas/Instant"
             },
             "key_stage": {
              "$ref": "#/components/schemas/KeyStage"
             },
             "age_years": {
              "type": "integer"
             },
             "needs": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/NeedCode"
              }
             },
             "wanted_start": {
              "type": "string",
              "format": "date"
             },
             "weeks": {
              "type": "integer"
             },
             "sessions_a_week": {
              "type": "integer"
             }
            }
           },
           "OfferPage": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "items"
            ],
            "properties": {
             "items": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/OfferSummary"
              }
             },
             "next": {
              "type": "string"
             }
            }
           },
           "Offer": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "reference",
             "provision",
             "status",
             "offered_at",
             "answer_by",
             "locality",
             "key_stage",
             "age_years",
             "needs",
             "purpose",
             "wanted_start",
             "weeks",
             "sessions_a_week",
             "questions",
             "details_state",
             "allowed_moves"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "reference": {
              "$ref": "#/components/schemas/Reference"
             },
             "provision": {
              "$ref": "#/components/schemas/ProvisionRef"
             },
             "status": {
              "$ref": "#/components/schemas/OfferStatus"
             },
             "offered_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "answer_by": {
              "$ref": "#/components/schemas/Instant"
             },
             "answered_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "locality": {
              "$ref": "#/components/schemas/Locality"
             },
             "key_stage": {
              "$ref": "#/components/schemas/KeyStage"
             },
             "age_years": {
              "type": "integer"
             },
             "needs": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/NeedCode"
              }
             },
             "purpose": {
              "$ref": "#/components/schemas/Purpose"
             },
             "wanted_start": {
              "type": "string",
              "format": "date"
             },
             "weeks": {
              "type": "integer"
             },
             "sessions_a_week": {
              "type": "integer"
             },
             "urgency": {
              "$ref": "#/components/schemas/Urgency"
             },
             "place": {
              "$ref": "#/components/schemas/BookedPlace"
             },
             "questions": {
              "$ref": "#/components/schemas/OfferQuestions"
             },
             "details_state": {
              "$ref": "#/components/schemas/DetailsState"
             },
             "brief": {
              "$ref": "#/components/schemas/Brief"
             },
             "placement": {
              "description": "What came of it, once the coordinator has agreed it, and what the caller may do with it below /v1/placements/{id}.",
              "$ref": "#/components/schemas/PlacementChanged"
             },
             "allowed_moves": {
              "$ref": "#/components/schemas/AllowedMoves"
             }
            }
           },
           "Brief": {
            "type": "object",
            "description": "What the provider is told of the child.",
            "additionalProperties": false,
            "required": [
             "given_name",
             "family_name",
             "date_of_birth",
             "purpose",
             "objectives",
             "tried",
             "child_views",
             "family_views",
             "reason"
            ],
            "properties": {
             "given_name": {
              "type": "string"
             },
             "family_name": {
              "type": "string"
             },
             "date_of_birth": {
              "type": "string",
              "format": "date"
             },
             "purpose": {
              "type": "string"
             },
             "objectives": {
              "type": "array",
              "items": {
               "type": "string"
              }
             },
             "tried": {
              "type": "array",
              "items": {
               "type": "string"
              }
             },
             "child_views": {
              "type": "string"
             },
             "family_views": {
              "type": "string"
             },
             "risks": {
              "type": "array",
              "items": {
               "type": "string"
              }
             },
             "transport": {
              "type": "string"
             },
             "reintegration": {
              "type": "string"
             },
             "communication_needs": {
              "type": "string"
             },
             "reason": {
              "type": "string"
             }
            }
           },
           "OfferState": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "status",
             "allowed_moves"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "status": {
              "$ref": "#/components/schemas/OfferStatus"
             },
             "allowed_moves": {
              "$ref": "#/components/schemas/AllowedMoves"
             }
            }
           },
           "Decline": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "code",
             "words"
            ],
            "properties": {
             "code": {
              "$ref": "#/components/schemas/DeclineCode"
             },
             "words": {
              "type": "string",
              "minLength": 1,
              "maxLength": 500,
              "pattern": "\\S"
             }
            }
           },
           "Provision": {
            "allOf": [
             {
              "$ref": "#/components/schemas/ProvisionFields"
             }
            ],
            "unevaluatedProperties": false
           },
           "ProvisionFields": {
            "type": "object",
            "description": "`kind`, `sessions_a_week`, `registered` and `weekly_hours` are left out of an entry while they are `missing`.",
            "required": [
             "id",
             "name",
             "provider",
             "minimum_age",
             "maximum_age",
             "key_stages",
             "needs",
             "places",
             "wait_days",
             "cost_band"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "name": {
              "type": "string"
             },
             "provider": {
              "type": "object",
              "additionalProperties": false,
              "required": [
               "id",
               "name"
              ],
              "properties": {
               "id": {
                "type": "string"
               },
               "name": {
                "type": "string"
               }
              }
             },
             "kind": {
              "$ref": "#/components/schemas/ApKind"
             },
             "minimum_age": {
              "type": "integer",
              "minimum": 0
             },
             "maximum_age": {
              "type": "integer",
              "maximum": 25
             },
             "key_stages": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/KeyStage"
              }
             },
             "needs": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/NeedCode"
              }
             },
             "places": {
              "type": "object",
              "additionalProperties": false,
              "required": [
               "total",
               "taken",
               "held",
               "free"
              ],
              "properties": {
               "total": {
                "type": "integer",
                "minimum": 0
               },
               "taken": {
                "type": "integer",
                "minimum": 0
               },
               "held": {
                "type": "integer",
                "minimum": 0
               },
               "free": {
                "type": "integer",
                "minimum": 0
               }
              }
             },
             "sessions_a_week": {
              "type": "integer",
              "minimum": 1,
              "maximum": 10,
              "description": "At most",
              "for one child.": null
             },
             "registered": {
              "type": "boolean",
              "description": "A registered school. An unregistered one may give 18 hours a week at most."
             },
             "weekly_hours": {
              "type": "number",
              "minimum": 0
             },
             "assured_until": {
              "type": "string",
              "format": "date",
              "description": "Left out while nobody has assured it: then it is not offered."
             },
             "what_works": {
              "$ref": "#/components/schemas/WhatWorks"
             },
             "wait_days": {
              "type": "integer",
              "minimum": 0
             },
             "cost_band": {
              "type": "string",
              "enum": [
               "low",
               "medium",
               "high"
              ]
             },
             "listed": {
              "type": "boolean",
              "description": "In a list: `false` for one that is not in the directory, else left out."
             },
             "missing": {
              "type": "array",
              "description": "What keeps an entry that was taken in from a feed from being listed, each with its place in the service or, of an assurance, in the entry. In a list left out of all others.",
              "items": {
               "$ref": "#/components/schemas/ProblemError"
              }
             }
            }
           },
           "ProvisionPage": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "items"
            ],
            "properties": {
             "items": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/Provision"
              }
             },
             "next": {
              "type": "string"
             }
            }
           },
           "DeliveryStatus": {
            "type": "string",
            "enum": [
             "queued",
             "sent",
             "failed"
            ]
           },
           "Delivery": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "referral_id",
             "template",
             "audience",
             "status",
             "queued_at"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "referral_id": {
              "type": "string",
              "format": "uuid"
             },
             "template": {
              "type": "string"
             },
             "audience": {
              "type": "string",
              "enum": [
               "referrer",
               "coordinator",
               "provider",
               "action_owner"
              ]
             },
             "status": {
              "$ref": "#/components/schemas/DeliveryStatus"
             },
             "queued_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "settled_at": {
              "$ref": "#/components/schemas/Instant",
              "description": "When it was sent or given up on."
             },
             "failure": {
              "type": "string",
              "enum": [
               "refused_by_server",
               "undeliverable_address"
              ]
             }
            }
           },
           "DeliveryPage": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "items"
            ],
            "properties": {
             "items": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/Delivery"
              }
             },
             "next": {
              "type": "string"
             }
            }
           },
           "Import": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "state",
             "posted_at",
             "encoding",
             "delimiter",
             "rows",
             "accepted",
             "refused",
             "left"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "state": {
              "type": "string",
              "enum": [
               "queued",
               "running",
               "done"
              ]
             },
             "posted_at": {
              "type": "string",
              "format": "date-time"
             },
             "finished_at": {
              "type": "string",
              "format": "date-time"
             },
             "encoding": {
              "type": "string",
              "enum": [
               "utf-8",
               "windows-1252"
              ],
              "description": "How the file's characters were read."
             },
             "delimiter": {
              "type": "string",
              "enum": [
               "comma",
               "semicolon",
               "tab"
              ],
              "description": "What stands between cells."
             },
             "rows": {
              "type": "integer",
              "minimum": 1,
              "description": "Rows that are not empty."
             },
             "accepted": {
              "type": "integer",
              "minimum": 0
             },
             "refused": {
              "type": "integer",
              "minimum": 0
             },
             "left": {
              "type": "integer",
              "minimum": 0,
              "description": "Rows nothing has come of yet."
             }
            }
           },
           "ImportRows": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "items"
            ],
            "properties": {
             "items": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/ImportRow"
              }
             },
             "next": {
              "type": "string",
              "description": "The cursor of the next page; absent on the last."
             }
            }
           },
           "ImportRow": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "row",
             "state",
             "problems"
            ],
            "properties": {
             "row": {
              "type": "integer",
              "minimum": 2,
              "description": "As a spreadsheet counts: the headings are row 1."
             },
             "state": {
              "type": "string",
              "enum": [
               "accepted",
               "refused"
              ]
             },
             "referral_id": {
              "type": "string",
              "format": "uuid"
             },
             "reference": {
              "type": "string",
              "description": "The reference people use on the telephone."
             },
             "problems": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/ImportProblem"
              }
             }
            }
           },
           "ImportProblem": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "code",
             "detail"
            ],
            "properties": {
             "column": {
              "type": "string",
              "description": "The heading; absent when it is about the whole row."
             },
             "code": {
              "type": "string",
              "pattern": "^[a-z0-9_]+$"
             },
             "detail": {
              "type": "string"
             }
            }
           },
           "ImportColumn": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "name",
             "kind",
             "required",
             "meaning"
            ],
            "properties": {
             "name": {
              "type": "string"
             },
             "kind": {
              "type": "string",
              "enum": [
               "text",
               "number",
               "yes_or_no",
               "date",
               "codes",
               "item",
               "identifier"
              ]
             },
             "required": {
              "type": "boolean",
              "description": "Whether a file without this column is refused."
             },
             "meaning": {
              "type": "string"
             }
            }
           },
           "EventPage": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "items",
             "next"
            ],
            "properties": {
             "items": {
              "type": "array",
              "minItems": 1,
              "items": {
               "$ref": "#/components/schemas/FeedEvent"
              }
             },
             "next": {
              "type": "string",
              "description": "The cursor to go on from."
             }
            }
           },
           "FeedEvent": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "type",
             "referral_id",
             "reference",
             "at"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid",
              "description": "The same item always has the same id, and no two items of your feed have one. What is about two of your referrals comes\nonce for each, each time with an id of its own.\n"
             },
             "type": {
              "type": "string",
              "description": "`referral.` and one of: submitted, amended, answered, headteacher_authorised, withdrawn, entered_in_error,\nlawful_basis_changed (what the agency did); routed, acknowledged, information_asked, reminded, listed, passed_on (to\nanother coordinator or forum), level_changed, plan_noted, decided, closed, reopened, joined, agency_joined, agency_left;\nprovider_asked, provider_declined, provider_did_not_answer, provider_not_asked, placed, no_place_found,\nplacement_request_withdrawn, place_agreed, placement_started, placement_not_started, placement_reviewed,\nplacement_extended, placement_ended. More types may come; pass over\nwhat you do not know.\n",
              "pattern": "^[a-z]+\\.[a-z0-9_]+$",
              "examples": [
               "referral.acknowledged"
              ]
             },
             "referral_id": {
              "type": "string",
              "format": "uuid"
             },
             "reference": {
              "type": "string"
             },
             "at": {
              "type": "string",
              "format": "date-time"
             }
            }
           },
           "SchoolTermCode": {
            "type": "string",
            "description": "A school term with the holidays after it, by the county's term dates. The year is the one it begins in.",
            "pattern": "^[0-9]{4}-(spring|summer|autumn)$"
           },
           "ThemeDimension": {
            "type": "string",
            "enum": [
             "need",
             "concern",
             "phase",
             "level",
             "source",
             "unmet",
             "waiting"
            ]
           },
           "Themes": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "rule",
             "items"
            ],
            "properties": {
             "rule": {
              "type": "string",
              "description": "How small numbers are kept from view."
             },
             "items": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/ThemeReport"
              }
             }
            }
           },
           "ThemeReport": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "locality",
             "term",
             "title",
             "tables"
            ],
            "properties": {
             "locality": {
              "$ref": "#/components/schemas/Locality"
             },
             "term": {
              "type": "object",
              "additionalProperties": false,
              "required": [
               "code",
               "name",
               "from",
               "to"
              ],
              "properties": {
               "code": {
                "$ref": "#/components/schemas/SchoolTermCode"
               },
               "name": {
                "type": "string"
               },
               "from": {
                "type": "string",
                "format": "date"
               },
               "to": {
                "type": "string",
                "format": "date"
               }
              }
             },
             "title": {
              "type": "string",
              "description": "The finding in words."
             },
             "cases": {
              "type": "integer",
              "minimum": 0,
              "description": "Left out when there are fewer than 5 and some."
             },
             "tables": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/ThemeTable"
              }
             }
            }
           },
           "ThemeTable": {
            "type": "object",
            "description": "Every case counts once in each table.",
            "additionalProperties": false,
            "required": [
             "dimension",
             "words",
             "title",
             "rows"
            ],
            "properties": {
             "dimension": {
              "$ref": "#/components/schemas/ThemeDimension"
             },
             "words": {
              "type": "string"
             },
             "title": {
              "type": "string",
              "description": "The finding in words."
             },
             "hidden": {
              "type": "string",
              "description": "What is hidden and why. Left out when nothing is."
             },
             "median_days": {
              "type": "integer",
              "minimum": 0,
              "description": "Of `waiting`: working days to the first decision."
             },
             "rows": {
              "type": "array",
              "description": "Empty when the table is withheld.",
              "items": {
               "type": "object",
               "additionalProperties": false,
               "required": [
                "value",
                "words",
                "hidden"
               ],
               "properties": {
                "value": {
                 "type": "string"
                },
                "words": {
                 "type": "string"
                },
                "hidden": {
                 "type": "boolean"
                },
                "count": {
                 "type": "integer",
                 "minimum": 0,
                 "description": "Left out when hidden. Never 1 to 4."
                },
                "percent": {
                 "type": "integer",
                 "minimum": 0,
                 "maximum": 100
                }
               }
              }
             }
            }
           },
           "ThemeText": {
            "type": "string",
            "description": "Do not name a child. A valid UPN or NHS number in it is refused.",
            "minLength": 1,
            "maxLength": 2000,
            "pattern": "\\S"
           },
           "NewThemeAction": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "locality",
             "theme",
             "value",
             "period",
             "what",
             "organisation",
             "owner",
             "due_on"
            ],
            "properties": {
             "locality": {
              "$ref": "#/components/schemas/LocalityCode"
             },
             "theme": {
              "$ref": "#/components/schemas/ThemeDimension"
             },
             "value": {
              "type": "string",
              "minLength": 1,
              "maxLength": 50,
              "description": "One of the theme's values."
             },
             "period": {
              "$ref": "#/components/schemas/SchoolTermCode",
              "description": "A term that has ended."
             },
             "what": {
              "$ref": "#/components/schemas/ThemeText"
             },
             "organisation": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200,
              "pattern": "\\S"
             },
             "owner": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200,
              "pattern": "\\S",
              "description": "A person of the organisation",
              "by role.": null
             },
             "due_on": {
              "type": "string",
              "format": "date",
              "description": "Today or later."
             }
            }
           },
           "ThemeActionOutcome": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
             "words": {
              "$ref": "#/components/schemas/ThemeText"
             }
            }
           },
           "ThemeActionState": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "done"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "done": {
              "type": "boolean"
             }
            }
           },
           "ThemeAction": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "locality",
             "theme",
             "value",
             "period",
             "what",
             "organisation",
             "owner",
             "due_on",
             "agreed_by",
             "agreed_at",
             "done"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "locality": {
              "$ref": "#/components/schemas/Locality"
             },
             "theme": {
              "$ref": "#/components/schemas/ThemeDimension"
             },
             "value": {
              "type": "string"
             },
             "period": {
              "$ref": "#/components/schemas/SchoolTermCode"
             },
             "what": {
              "type": "string"
             },
             "organisation": {
              "type": "string"
             },
             "owner": {
              "type": "string"
             },
             "due_on": {
              "type": "string",
              "format": "date"
             },
             "agreed_by": {
              "type": "string"
             },
             "agreed_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "done": {
              "type": "boolean"
             },
             "outcome": {
              "type": "string",
              "description": "What came of it."
             },
             "done_by": {
              "type": "string"
             },
             "done_at": {
              "$ref": "#/components/schemas/Instant"
             }
            }
           },
           "ThemeActionPage": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "items"
            ],
            "properties": {
             "items": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/ThemeAction"
              }
             },
             "next": {
              "type": "string"
             }
            }
           },
           "QueueGroup": {
            "type": "string",
            "description": "overdue - a clock has run out. due_today - one runs out before the end of the day, by the clock on a wall in London.\nnew_to_me - nobody has acknowledged it, or it was given to the caller, who has not done anything with it yet.\nwaiting_on_others - an agency, a forum, a provider or the hub has the next step. other - the rest. closed - only where\nit is asked for.\n",
            "enum": [
             "overdue",
             "due_today",
             "new_to_me",
             "waiting_on_others",
             "other",
             "closed"
            ]
           },
           "CaseHolder": {
            "type": "object",
            "description": "Who has the next step.",
            "additionalProperties": false,
            "required": [
             "who",
             "words"
            ],
            "properties": {
             "who": {
              "type": "string",
              "enum": [
               "hub",
               "referrer",
               "coordinator",
               "forum",
               "provider",
               "nobody"
              ]
             },
             "words": {
              "type": "string"
             }
            }
           },
           "CaseReason": {
            "type": "object",
            "description": "What the next step is.",
            "additionalProperties": false,
            "required": [
             "code",
             "words"
            ],
            "properties": {
             "code": {
              "type": "string",
              "enum": [
               "acknowledge",
               "triage",
               "information",
               "papers",
               "forum",
               "plan",
               "start",
               "review",
               "full_time_education",
               "placement",
               "acknowledge_late",
               "triage_late",
               "information_late",
               "papers_late",
               "forum_late",
               "plan_late",
               "start_late",
               "review_late",
               "full_time_education_late"
              ]
             },
             "words": {
              "type": "string"
             }
            }
           },
           "CaseBall": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "who",
             "words",
             "why"
            ],
            "properties": {
             "who": {
              "type": "string",
              "enum": [
               "hub",
               "referrer",
               "coordinator",
               "forum",
               "provider"
              ]
             },
             "words": {
              "type": "string"
             },
             "since": {
              "$ref": "#/components/schemas/Instant"
             },
             "until": {
              "$ref": "#/components/schemas/Instant"
             },
             "why": {
              "$ref": "#/components/schemas/CaseReason"
             }
            }
           },
           "PlacementHappening": {
            "type": "string",
            "enum": [
             "agreed",
             "started",
             "not_started",
             "reviewed",
             "extended",
             "ended"
            ]
           },
           "CaseClockKind": {
            "type": "string",
            "enum": [
             "acknowledge",
             "triage",
             "information",
             "papers",
             "forum",
             "plan",
             "start",
             "review",
             "full_time_education"
            ]
           },
           "CaseClock": {
            "type": "object",
            "description": "By when something has to have happened. Working days are England's; a clock that stood still starts, and is due, as\nmuch office time later.\n",
            "additionalProperties": false,
            "required": [
             "kind",
             "with",
             "started_at",
             "due_at",
             "reminded",
             "breached"
            ],
            "properties": {
             "kind": {
              "$ref": "#/components/schemas/CaseClockKind"
             },
             "words": {
              "type": "string"
             },
             "about": {
              "type": "string",
              "description": "Which, of several of a kind: the id of a question, meeting, plan or placement request."
             },
             "with": {
              "type": "string",
              "enum": [
               "hub",
               "referrer",
               "coordinator",
               "forum",
               "provider"
              ]
             },
             "started_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "remind_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "due_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "paused_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "reminded": {
              "type": "boolean"
             },
             "breached": {
              "type": "boolean"
             }
            }
           },
           "NextCase": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
             "locality": {
              "type": "string",
              "maxLength": 20,
              "description": "Left out - any of the caller's."
             },
             "group": {
              "type": "string",
              "enum": [
               "overdue",
               "due_today",
               "new_to_me",
               "waiting_on_others",
               "other"
              ]
             },
             "statuses": {
              "type": "array",
              "maxItems": 9,
              "uniqueItems": true,
              "description": "Only cases of one of these.",
              "items": {
               "$ref": "#/components/schemas/CaseStatus"
              }
             },
             "forum": {
              "type": "string",
              "enum": [
               "early_years_tier_3",
               "talc",
               "intervention_circle",
               "inclusion_advice",
               "post_16"
              ]
             },
             "agency_kind": {
              "$ref": "#/components/schemas/AgencyKind"
             },
             "level": {
              "$ref": "#/components/schemas/Level"
             },
             "need": {
              "$ref": "#/components/schemas/NeedCode"
             },
             "ap_requested": {
              "type": "boolean"
             }
            }
           },
           "Assignments": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "assigned_to",
             "cases"
            ],
            "properties": {
             "assigned_to": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200,
              "pattern": "\\S",
              "description": "Subject of the token of whoever works on them from now on."
             },
             "cases": {
              "type": "array",
              "minItems": 1,
              "maxItems": 100,
              "items": {
               "type": "object",
               "additionalProperties": false,
               "required": [
                "id",
                "version"
               ],
               "properties": {
                "id": {
                 "type": "string",
                 "format": "uuid"
                },
                "version": {
                 "type": "integer",
                 "minimum": 1,
                 "description": "The version of its ETag."
                }
               }
              }
             }
            }
           },
           "AssignmentsDone": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "assigned_to",
             "failed",
             "items"
            ],
            "properties": {
             "assigned_to": {
              "type": "string"
             },
             "failed": {
              "type": "integer",
              "minimum": 0
             },
             "items": {
              "type": "array",
              "items": {
               "type": "object",
               "additionalProperties": false,
               "required": [
                "id",
                "done"
               ],
               "properties": {
                "id": {
                 "type": "string",
                 "format": "uuid"
                },
                "done": {
                 "type": "boolean"
                },
                "version": {
                 "type": "integer",
                 "description": "The version it has now."
                },
                "code": {
                 "type": "string",
                 "enum": [
                  "stale_version",
                  "not_found",
                  "not_allowed_now"
                 ]
                },
                "detail": {
                 "type": "string"
                },
                "current_version": {
                 "type": "integer"
                }
               }
              }
             }
            }
           },
           "ForumCode": {
            "type": "string",
            "enum": [
             "early_years_tier_3",
             "talc",
             "intervention_circle",
             "inclusion_advice",
             "post_16"
            ]
           },
           "MeetingStatus": {
            "type": "string",
            "description": "planned - it has not begun. sitting - its agenda stands. closed - it is over. cancelled - it does not take place.",
            "enum": [
             "planned",
             "sitting",
             "closed",
             "cancelled"
            ]
           },
           "MeetingMove": {
            "type": "string",
            "enum": [
             "move",
             "cancel",
             "open",
             "record_attendance",
             "close"
            ]
           },
           "PaperSection": {
            "type": "string",
            "enum": [
             "child",
             "concerns",
             "tried",
             "risks",
             "views",
             "family",
             "health"
            ]
           },
           "PlanStatus": {
            "type": "string",
            "description": "started - its next round has to be agreed. running - a round runs. ended - it has ended.",
            "enum": [
             "started",
             "running",
             "ended"
            ]
           },
           "PlanMove": {
            "type": "string",
            "enum": [
             "start_cycle",
             "review",
             "end"
            ]
           },
           "MeetingSummary": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "locality",
             "forum",
             "status",
             "meets_on",
             "starts_at",
             "papers_by",
             "place"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "locality": {
              "$ref": "#/components/schemas/Locality"
             },
             "forum": {
              "$ref": "#/components/schemas/Forum"
             },
             "status": {
              "$ref": "#/components/schemas/MeetingStatus"
             },
             "meets_on": {
              "type": "string",
              "format": "date"
             },
             "starts_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "papers_by": {
              "type": "string",
              "format": "date-time",
              "description": "By when the papers are ready."
             },
             "place": {
              "type": "string"
             }
            }
           },
           "MeetingPage": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "items"
            ],
            "properties": {
             "items": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/MeetingSummary"
              }
             },
             "next": {
              "type": "string"
             }
            }
           },
           "MeetingChanged": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "locality",
             "forum",
             "status",
             "meets_on",
             "starts_at",
             "papers_by",
             "place",
             "allowed_moves"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "locality": {
              "$ref": "#/components/schemas/Locality"
             },
             "forum": {
              "$ref": "#/components/schemas/Forum"
             },
             "status": {
              "$ref": "#/components/schemas/MeetingStatus"
             },
             "meets_on": {
              "type": "string",
              "format": "date"
             },
             "starts_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "papers_by": {
              "type": "string",
              "format": "date-time",
              "description": "By when the papers are ready."
             },
             "place": {
              "type": "string"
             },
             "carried_over": {
              "type": "array",
              "description": "Once it is closed: ids of the cases it did not decide.",
              "items": {
               "type": "string",
               "format": "uuid"
              }
             },
             "next_meeting_id": {
              "type": "string",
              "format": "uuid",
              "description": "Where they are looked at now."
             },
             "allowed_moves": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/MeetingMove"
              }
             }
            }
           },
           "Meeting": {
            "type": "object",
            "description": "For a forum member without what only coordinators need.",
            "additionalProperties": false,
            "required": [
             "id",
             "locality",
             "forum",
             "status",
             "meets_on",
             "starts_at",
             "papers_by",
             "place",
             "agenda"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "locality": {
              "$ref": "#/components/schemas/Locality"
             },
             "forum": {
              "$ref": "#/components/schemas/Forum"
             },
             "status": {
              "$ref": "#/components/schemas/MeetingStatus"
             },
             "meets_on": {
              "type": "string",
              "format": "date"
             },
             "starts_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "papers_by": {
              "type": "string",
              "format": "date-time",
              "description": "By when the papers are ready."
             },
             "place": {
              "type": "string"
             },
             "planned_by": {
              "type": "string",
              "description": "Left out when the calendar planned it."
             },
             "cancelled_why": {
              "type": "string"
             },
             "members": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/ForumMember"
              }
             },
             "attendance": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/Attendance"
              }
             },
             "agenda": {
              "type": "array",
              "description": "In order.",
              "items": {
               "$ref": "#/components/schemas/AgendaItem"
              }
             },
             "carried_over": {
              "type": "array",
              "items": {
               "type": "string",
               "format": "uuid"
              }
             },
             "next_meeting_id": {
              "type": "string",
              "format": "uuid"
             },
             "allowed_moves": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/MeetingMove"
              }
             }
            }
           },
           "ForumMember": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "organisation",
             "kind"
            ],
            "properties": {
             "organisation": {
              "type": "string"
             },
             "kind": {
              "$ref": "#/components/schemas/AgencyKind"
             }
            }
           },
           "Attendance": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "organisation",
             "kind",
             "attended"
            ],
            "properties": {
             "organisation": {
              "type": "string"
             },
             "kind": {
              "$ref": "#/components/schemas/AgencyKind"
             },
             "attended": {
              "$ref": "#/components/schemas/Attended"
             }
            }
           },
           "Attended": {
            "type": "string",
            "enum": [
             "present",
             "apologies",
             "absent"
            ]
           },
           "AgendaItem": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "case_id",
             "reference"
            ],
            "properties": {
             "case_id": {
              "type": "string",
              "format": "uuid"
             },
             "reference": {
              "$ref": "#/components/schemas/Reference"
             },
             "status": {
              "$ref": "#/components/schemas/CaseStatus"
             },
             "age_years": {
              "type": "integer"
             },
             "key_stage": {
              "$ref": "#/components/schemas/KeyStage"
             },
             "level": {
              "$ref": "#/components/schemas/Level"
             },
             "needs": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/NeedCode"
              }
             },
             "due_at": {
              "type": "string",
              "format": "date-time",
              "description": "When the first of its clocks that run is due."
             },
             "breached": {
              "type": "boolean",
              "description": "Whether one of them is past."
             },
             "reached": {
              "type": "boolean",
              "description": "Whether it has been decided since it was listed."
             },
             "decisions": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/AgendaDecision"
              }
             }
            }
           },
           "AgendaDecision": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "kind",
             "decided_at"
            ],
            "properties": {
             "kind": {
              "type": "string",
              "description": "An outcome or ap_placement."
             },
             "decided_at": {
              "$ref": "#/components/schemas/Instant"
             }
            }
           },
           "MeetingTime": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "meets_on",
             "at"
            ],
            "properties": {
             "meets_on": {
              "type": "string",
              "format": "date",
              "description": "From today to a year ahead."
             },
             "at": {
              "type": "string",
              "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$",
              "description": "By the clock on the wall."
             },
             "place": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200,
              "description": "Where the forum usually meets unless told."
             }
            }
           },
           "MeetingToPlan": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "locality",
             "forum",
             "meets_on",
             "at"
            ],
            "properties": {
             "locality": {
              "$ref": "#/components/schemas/LocalityCode"
             },
             "forum": {
              "$ref": "#/components/schemas/ForumCode"
             },
             "meets_on": {
              "type": "string",
              "format": "date",
              "description": "From today to a year ahead."
             },
             "at": {
              "type": "string",
              "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$",
              "description": "By the clock on the wall."
             },
             "place": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200,
              "description": "Where the forum usually meets unless told."
             }
            }
           },
           "MeetingCancellation": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "why"
            ],
            "properties": {
             "why": {
              "type": "string",
              "minLength": 1,
              "maxLength": 500,
              "description": "Without a child in it."
             }
            }
           },
           "AttendanceList": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "attendance"
            ],
            "properties": {
             "attendance": {
              "type": "array",
              "minItems": 1,
              "maxItems": 100,
              "items": {
               "$ref": "#/components/schemas/AttendanceToRecord"
              }
             }
            }
           },
           "AttendanceToRecord": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "organisation",
             "attended"
            ],
            "properties": {
             "organisation": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100
             },
             "attended": {
              "$ref": "#/components/schemas/Attended"
             }
            }
           },
           "PaperSummary": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "case_id",
             "reference",
             "status",
             "sections",
             "withheld"
            ],
            "properties": {
             "case_id": {
              "type": "string",
              "format": "uuid"
             },
             "reference": {
              "$ref": "#/components/schemas/Reference"
             },
             "status": {
              "type": "string",
              "enum": [
               "readable",
               "withheld"
              ]
             },
             "sections": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/PaperSection"
              }
             },
             "withheld": {
              "type": "array",
              "description": "Parts the caller does not see.",
              "items": {
               "$ref": "#/components/schemas/PaperSection"
              }
             }
            }
           },
           "PaperList": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "items"
            ],
            "properties": {
             "items": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/PaperSummary"
              }
             }
            }
           },
           "Paper": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "case_id",
             "reference",
             "status",
             "sections",
             "withheld",
             "referrals"
            ],
            "properties": {
             "case_id": {
              "type": "string",
              "format": "uuid"
             },
             "reference": {
              "$ref": "#/components/schemas/Reference"
             },
             "status": {
              "type": "string",
              "enum": [
               "readable",
               "withheld"
              ]
             },
             "sections": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/PaperSection"
              }
             },
             "withheld": {
              "type": "array",
              "description": "Parts the caller does not see.",
              "items": {
               "$ref": "#/components/schemas/PaperSection"
              }
             },
             "referrals": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/PaperReferral"
              }
             }
            }
           },
           "PaperReferral": {
            "type": "object",
            "description": "What one agency's referral says, in the parts the caller sees.",
            "additionalProperties": false,
            "required": [
             "agency_kind"
            ],
            "properties": {
             "agency_kind": {
              "$ref": "#/components/schemas/AgencyKind"
             },
             "details_state": {
              "$ref": "#/components/schemas/DetailsState"
             },
             "child": {
              "type": "object",
              "additionalProperties": true
             },
             "concerns": {
              "type": "object",
              "additionalProperties": true
             },
             "tried": {
              "type": "object",
              "additionalProperties": true
             },
             "risks": {
              "type": "object",
              "additionalProperties": true
             },
             "views": {
              "type": "object",
              "additionalProperties": true
             },
             "family": {
              "type": "object",
              "additionalProperties": true
             },
             "health": {
              "type": "object",
              "additionalProperties": true
             }
            }
           },
           "ActionToAgree": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "what",
             "organisation",
             "owner",
             "due_on"
            ],
            "properties": {
             "what": {
              "$ref": "#/components/schemas/LongText"
             },
             "organisation": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100,
              "description": "Who does it."
             },
             "owner": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200,
              "description": "Who of it."
             },
             "due_on": {
              "type": "string",
              "format": "date",
              "description": "From today to a year ahead."
             },
             "meeting_id": {
              "type": "string",
              "format": "uuid"
             }
            }
           },
           "ActionDone": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
             "words": {
              "$ref": "#/components/schemas/LongText"
             }
            }
           },
           "ActionChanged": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "case_id",
             "done"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "case_id": {
              "type": "string",
              "format": "uuid"
             },
             "done": {
              "type": "boolean"
             }
            }
           },
           "Action": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "organisation",
             "owner",
             "due_on",
             "overdue",
             "agreed_by",
             "done"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "what": {
              "type": "string"
             },
             "organisation": {
              "type": "string"
             },
             "owner": {
              "type": "string"
             },
             "due_on": {
              "type": "string",
              "format": "date"
             },
             "overdue": {
              "type": "boolean"
             },
             "meeting_id": {
              "type": "string",
              "format": "uuid"
             },
             "agreed_by": {
              "type": "string"
             },
             "done": {
              "type": "boolean"
             },
             "done_by": {
              "type": "string"
             },
             "words": {
              "type": "string",
              "description": "What came of it."
             }
            }
           },
           "ActionSummary": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "case_id",
             "case_version",
             "reference",
             "locality",
             "organisation",
             "owner",
             "due_on",
             "overdue"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "case_id": {
              "type": "string",
              "format": "uuid"
             },
             "case_version": {
              "type": "integer",
              "description": "For If-Match."
             },
             "reference": {
              "$ref": "#/components/schemas/Reference"
             },
             "locality": {
              "$ref": "#/components/schemas/Locality"
             },
             "organisation": {
              "type": "string"
             },
             "owner": {
              "type": "string"
             },
             "due_on": {
              "type": "string",
              "format": "date"
             },
             "overdue": {
              "type": "boolean"
             },
             "meeting_id": {
              "type": "string",
              "format": "uuid"
             },
             "done_at": {
              "$ref": "#/components/schemas/Instant"
             }
            }
           },
           "ActionPage": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "items"
            ],
            "properties": {
             "items": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/ActionSummary"
              }
             },
             "next": {
              "type": "string"
             }
            }
           },
           "AccessCases": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "items"
            ],
            "properties": {
             "items": {
              "type": "array",
              "items": {
               "type": "object",
               "additionalProperties": false,
               "required": [
                "case_id",
                "references",
                "locality",
                "status",
                "opened_at"
               ],
               "properties": {
                "case_id": {
                 "type": "string",
                 "format": "uuid"
                },
                "references": {
                 "type": "array",
                 "description": "Of every referral that belongs to it or did.",
                 "items": {
                  "$ref": "#/components/schemas/Reference"
                 }
                },
                "locality": {
                 "$ref": "#/components/schemas/Locality"
                },
                "status": {
                 "$ref": "#/components/schemas/CaseStatus"
                },
                "opened_at": {
                 "$ref": "#/components/schemas/Instant"
                }
               }
              }
             }
            }
           },
           "AccessLine": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "read_at",
             "read_by",
             "role",
             "organisation",
             "why"
            ],
            "properties": {
             "read_at": {
              "$ref": "#/components/schemas/Instant"
             },
             "read_by": {
              "type": "string",
              "description": "Subject of the token",
              "or the name of the service that did its own work.": null
             },
             "role": {
              "type": "string",
              "description": "What they acted as: one of the roles, or `service`."
             },
             "organisation": {
              "type": "string"
             },
             "why": {
              "type": "object",
              "additionalProperties": false,
              "required": [
               "code",
               "words"
              ],
              "properties": {
               "code": {
                "type": "string"
               },
               "words": {
                "type": "string"
               }
              }
             },
             "referral_id": {
              "type": "string",
              "format": "uuid",
              "description": "Left out where it was for no referral in particular."
             },
             "reference": {
              "$ref": "#/components/schemas/Reference"
             }
            }
           },
           "AccessPage": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "items"
            ],
            "properties": {
             "items": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/AccessLine"
              }
             },
             "next": {
              "type": "string"
             }
            }
           },
           "PlanToStart": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "lead_organisation",
             "lead"
            ],
            "properties": {
             "lead_organisation": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100
             },
             "lead": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200,
              "description": "Who of it leads."
             }
            }
           },
           "PlanCycleToStart": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "assess",
             "outcomes",
             "doing",
             "views",
             "review_on"
            ],
            "properties": {
             "assess": {
              "type": "string",
              "minLength": 1,
              "maxLength": 4000
             },
             "outcomes": {
              "type": "array",
              "minItems": 1,
              "maxItems": 10,
              "items": {
               "$ref": "#/components/schemas/PlanOutcomeToReach"
              }
             },
             "doing": {
              "type": "array",
              "minItems": 1,
              "maxItems": 20,
              "description": "Who does what.",
              "items": {
               "type": "string",
               "minLength": 1,
               "maxLength": 500
              }
             },
             "views": {
              "$ref": "#/components/schemas/BothViews"
             },
             "review_on": {
              "type": "string",
              "format": "date"
             }
            }
           },
           "PlanOutcomeToReach": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "words",
             "measure"
            ],
            "properties": {
             "words": {
              "type": "string",
              "minLength": 1,
              "maxLength": 500
             },
             "measure": {
              "type": "string",
              "minLength": 1,
              "maxLength": 500,
              "description": "How one will know."
             }
            }
           },
           "BothViews": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "child",
             "family"
            ],
            "properties": {
             "child": {
              "$ref": "#/components/schemas/LongText"
             },
             "family": {
              "$ref": "#/components/schemas/LongText"
             }
            }
           },
           "PlanReviewToRecord": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "results",
             "words",
             "views"
            ],
            "properties": {
             "results": {
              "type": "array",
              "minItems": 1,
              "maxItems": 10,
              "items": {
               "$ref": "#/components/schemas/PlanResult"
              }
             },
             "words": {
              "type": "string",
              "minLength": 1,
              "maxLength": 4000
             },
             "views": {
              "$ref": "#/components/schemas/BothViews"
             },
             "next": {
              "$ref": "#/components/schemas/PlanCycleToStart"
             }
            }
           },
           "PlanResult": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "outcome_id",
             "result"
            ],
            "properties": {
             "outcome_id": {
              "type": "string",
              "format": "uuid"
             },
             "result": {
              "$ref": "#/components/schemas/OutcomeResult"
             }
            }
           },
           "OutcomeResult": {
            "type": "string",
            "enum": [
             "achieved",
             "partly",
             "not"
            ]
           },
           "Why": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "why"
            ],
            "properties": {
             "why": {
              "type": "string",
              "minLength": 1,
              "maxLength": 4000
             }
            }
           },
           "PlanChanged": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "status",
             "allowed_moves"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "status": {
              "$ref": "#/components/schemas/PlanStatus"
             },
             "review_on": {
              "type": "string",
              "format": "date",
              "description": "While a round runs."
             },
             "outcome_ids": {
              "type": "array",
              "description": "Of the round that runs, in the order they were given in.",
              "items": {
               "type": "string",
               "format": "uuid"
              }
             },
             "allowed_moves": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/PlanMove"
              }
             }
            }
           },
           "Plan": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "status",
             "allowed_moves",
             "lead_organisation",
             "lead",
             "started_in_case_id",
             "cases",
             "cycles"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "status": {
              "$ref": "#/components/schemas/PlanStatus"
             },
             "review_on": {
              "type": "string",
              "format": "date",
              "description": "While a round runs."
             },
             "outcome_ids": {
              "type": "array",
              "description": "Of the round that runs, in the order they were given in.",
              "items": {
               "type": "string",
               "format": "uuid"
              }
             },
             "allowed_moves": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/PlanMove"
              }
             },
             "lead_organisation": {
              "type": "string"
             },
             "lead": {
              "type": "string"
             },
             "started_in_case_id": {
              "type": "string",
              "format": "uuid"
             },
             "cases": {
              "type": "array",
              "description": "Those about the child in the caller's localities.",
              "items": {
               "$ref": "#/components/schemas/PlanCase"
              }
             },
             "cycles": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/PlanCycle"
              }
             },
             "ended_why": {
              "type": "string"
             }
            }
           },
           "PlanCase": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "reference",
             "locality",
             "status"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "reference": {
              "$ref": "#/components/schemas/Reference"
             },
             "locality": {
              "$ref": "#/components/schemas/Locality"
             },
             "status": {
              "$ref": "#/components/schemas/CaseStatus"
             }
            }
           },
           "PlanCycle": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "number",
             "review_on",
             "started_by",
             "outcomes"
            ],
            "properties": {
             "number": {
              "type": "integer",
              "minimum": 1
             },
             "review_on": {
              "type": "string",
              "format": "date"
             },
             "started_by": {
              "type": "string"
             },
             "assess": {
              "type": "string"
             },
             "outcomes": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/PlanOutcome"
              }
             },
             "doing": {
              "type": "array",
              "items": {
               "type": "string"
              }
             },
             "views": {
              "$ref": "#/components/schemas/Views"
             },
             "review": {
              "$ref": "#/components/schemas/PlanReview"
             }
            }
           },
           "PlanOutcome": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "words": {
              "type": "string"
             },
             "measure": {
              "type": "string"
             },
             "result": {
              "$ref": "#/components/schemas/OutcomeResult"
             }
            }
           },
           "PlanReview": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "reviewed_by"
            ],
            "properties": {
             "reviewed_by": {
              "type": "string"
             },
             "words": {
              "type": "string"
             },
             "views": {
              "$ref": "#/components/schemas/Views"
             }
            }
           },
           "PlacementStatus": {
            "type": "string",
            "enum": [
             "confirmed",
             "started",
             "in_review",
             "extended",
             "ended",
             "not_started"
            ]
           },
           "PlacementMove": {
            "type": "string",
            "enum": [
             "start",
             "not_start",
             "record_attendance",
             "review",
             "extend",
             "plan_reintegration",
             "end"
            ]
           },
           "WeekSession": {
            "type": "string",
            "enum": [
             "mon_am",
             "mon_pm",
             "tue_am",
             "tue_pm",
             "wed_am",
             "wed_pm",
             "thu_am",
             "thu_pm",
             "fri_am",
             "fri_pm"
            ]
           },
           "ObjectiveResult": {
            "type": "string",
            "enum": [
             "achieved",
             "partly",
             "not"
            ]
           },
           "PlacementReason": {
            "type": "string",
            "enum": [
             "permanent_exclusion",
             "suspension",
             "named_in_ehcp",
             "mental_health",
             "physical_health",
             "young_parent",
             "new_arrival",
             "behaviour",
             "other"
            ]
           },
           "SessionAttendance": {
            "type": "string",
            "enum": [
             "present",
             "late",
             "absent_authorised",
             "absent_unauthorised",
             "not_required"
            ]
           },
           "PlacementEnding": {
            "type": "string",
            "enum": [
             "reintegrated",
             "moved_on",
             "ended_early",
             "completed"
            ]
           },
           "NotStartedReason": {
            "type": "string",
            "enum": [
             "child_did_not_attend",
             "family_declined",
             "provider_withdrew",
             "circumstances_changed",
             "other"
            ]
           },
           "ReviewRecommendation": {
            "type": "string",
            "enum": [
             "continue",
             "extend",
             "end"
            ]
           },
           "ReintegrationDestination": {
            "type": "string",
            "enum": [
             "mainstream",
             "special_school",
             "post16",
             "other_provision"
            ]
           },
           "StayProvision": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "name"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "name": {
              "type": "string"
             }
            }
           },
           "ObjectiveOutcome": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "objective",
             "outcome"
            ],
            "properties": {
             "objective": {
              "type": "integer",
              "minimum": 1,
              "maximum": 10,
              "description": "Its number in the agreement."
             },
             "outcome": {
              "$ref": "#/components/schemas/ObjectiveResult"
             }
            }
           },
           "AgreementContact": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "name",
             "role"
            ],
            "properties": {
             "name": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
             },
             "role": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
             },
             "telephone": {
              "type": "string",
              "minLength": 1,
              "maxLength": 40
             },
             "email": {
              "type": "string",
              "minLength": 1,
              "maxLength": 254
             }
            }
           },
           "OffSiteNotice": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "given_on",
             "address",
             "report_to",
             "reasons"
            ],
            "properties": {
             "given_on": {
              "type": "string",
              "format": "date"
             },
             "address": {
              "type": "string",
              "minLength": 1,
              "maxLength": 500
             },
             "report_to": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
             },
             "reasons": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000
             }
            }
           },
           "AgreementToMake": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "objectives",
             "from",
             "to",
             "sessions",
             "session_times",
             "transport",
             "contacts",
             "risks",
             "views",
             "reintegration",
             "primary_reason"
            ],
            "properties": {
             "objectives": {
              "type": "array",
              "minItems": 1,
              "maxItems": 10,
              "items": {
               "type": "string",
               "minLength": 1,
               "maxLength": 500
              }
             },
             "from": {
              "type": "string",
              "format": "date"
             },
             "to": {
              "type": "string",
              "format": "date"
             },
             "sessions": {
              "type": "array",
              "minItems": 1,
              "maxItems": 10,
              "uniqueItems": true,
              "items": {
               "$ref": "#/components/schemas/WeekSession"
              }
             },
             "session_times": {
              "type": "string",
              "minLength": 1,
              "maxLength": 500
             },
             "transport": {
              "type": "string",
              "minLength": 1,
              "maxLength": 1000
             },
             "contacts": {
              "type": "array",
              "minItems": 1,
              "maxItems": 10,
              "items": {
               "$ref": "#/components/schemas/AgreementContact"
              }
             },
             "risks": {
              "type": "array",
              "minItems": 1,
              "maxItems": 20,
              "description": "That none is known is an answer.",
              "items": {
               "type": "string",
               "minLength": 1,
               "maxLength": 500
              }
             },
             "views": {
              "$ref": "#/components/schemas/ViewsToRecord"
             },
             "reintegration": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000
             },
             "primary_reason": {
              "$ref": "#/components/schemas/PlacementReason"
             },
             "notice": {
              "$ref": "#/components/schemas/OffSiteNotice"
             }
            }
           },
           "ViewsToRecord": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "child",
             "family"
            ],
            "properties": {
             "child": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000
             },
             "family": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000
             }
            }
           },
           "PlacementStart": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "started_on"
            ],
            "properties": {
             "started_on": {
              "type": "string",
              "format": "date"
             }
            }
           },
           "PlacementNotStartedToRecord": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "reason",
             "words"
            ],
            "properties": {
             "reason": {
              "$ref": "#/components/schemas/NotStartedReason"
             },
             "words": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000
             }
            }
           },
           "SessionMarksToRecord": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "marks"
            ],
            "properties": {
             "marks": {
              "type": "array",
              "minItems": 1,
              "maxItems": 100,
              "items": {
               "$ref": "#/components/schemas/SessionMarkToRecord"
              }
             }
            }
           },
           "SessionMarkToRecord": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "date",
             "session",
             "mark"
            ],
            "properties": {
             "date": {
              "type": "string",
              "format": "date"
             },
             "session": {
              "type": "string",
              "enum": [
               "am",
               "pm"
              ]
             },
             "mark": {
              "$ref": "#/components/schemas/SessionAttendance"
             },
             "code": {
              "type": "string",
              "description": "The school's register code."
             }
            }
           },
           "SessionMark": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "date",
             "session",
             "mark"
            ],
            "properties": {
             "date": {
              "type": "string",
              "format": "date"
             },
             "session": {
              "type": "string",
              "enum": [
               "am",
               "pm"
              ]
             },
             "mark": {
              "$ref": "#/components/schemas/SessionAttendance"
             },
             "code": {
              "type": "string",
              "description": "The school's register code."
             },
             "suggested_code": {
              "type": "string"
             }
            }
           },
           "StayReviewToRecord": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "reviewed_on",
             "recommendation",
             "progress",
             "child_views"
            ],
            "properties": {
             "reviewed_on": {
              "type": "string",
              "format": "date"
             },
             "recommendation": {
              "$ref": "#/components/schemas/ReviewRecommendation"
             },
             "objectives": {
              "type": "array",
              "maxItems": 10,
              "items": {
               "$ref": "#/components/schemas/ObjectiveOutcome"
              }
             },
             "progress": {
              "type": "string",
              "minLength": 1,
              "maxLength": 4000
             },
             "child_views": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000
             },
             "family_views": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000
             },
             "school_views": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000
             }
            }
           },
           "ExtensionToRecord": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "until",
             "words"
            ],
            "properties": {
             "until": {
              "type": "string",
              "format": "date"
             },
             "words": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000
             }
            }
           },
           "ReintegrationToPlan": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "destination",
             "from",
             "words"
            ],
            "properties": {
             "destination": {
              "$ref": "#/components/schemas/ReintegrationDestination"
             },
             "from": {
              "type": "string",
              "format": "date"
             },
             "words": {
              "type": "string",
              "minLength": 1,
              "maxLength": 4000
             }
            }
           },
           "EndToRecord": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "ended_on",
             "ended_as",
             "objectives",
             "words"
            ],
            "properties": {
             "ended_on": {
              "type": "string",
              "format": "date"
             },
             "ended_as": {
              "$ref": "#/components/schemas/PlacementEnding"
             },
             "objectives": {
              "type": "array",
              "minItems": 1,
              "maxItems": 10,
              "items": {
               "$ref": "#/components/schemas/ObjectiveOutcome"
              }
             },
             "words": {
              "type": "string",
              "minLength": 1,
              "maxLength": 4000
             }
            }
           },
           "UnmetDemand": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "on",
             "places"
            ],
            "properties": {
             "on": {
              "type": "string",
              "format": "date"
             },
             "waiting": {
              "type": "integer",
              "minimum": 0,
              "description": "Children for whom a place is looked for or was in vain. Left out from 1 to 4."
             },
             "unplaced": {
              "type": "integer",
              "minimum": 0,
              "description": "Of them, those for whom there is none as places are now."
             },
             "more_placed": {
              "type": "integer",
              "minimum": 0,
              "description": "More children who would have a place with all of these."
             },
             "places": {
              "type": "array",
              "description": "The most places first. Fewer than were asked for when no further place would help anybody.",
              "items": {
               "type": "object",
               "additionalProperties": false,
               "required": [
                "provision",
                "free_now",
                "more"
               ],
               "properties": {
                "provision": {
                 "$ref": "#/components/schemas/ProvisionRef"
                },
                "kind": {
                 "$ref": "#/components/schemas/ApKind"
                },
                "free_now": {
                 "type": "integer",
                 "minimum": 0
                },
                "more": {
                 "type": "integer",
                 "minimum": 1
                }
               }
              }
             }
            }
           },
           "PlacementChanged": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "status",
             "until",
             "allowed_moves"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "status": {
              "$ref": "#/components/schemas/PlacementStatus"
             },
             "until": {
              "type": "string",
              "format": "date"
             },
             "review_by": {
              "type": "string",
              "format": "date"
             },
             "allowed_moves": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/PlacementMove"
              }
             }
            }
           },
           "PlacementPage": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "items"
            ],
            "properties": {
             "items": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/PlacementSummary"
              }
             },
             "next": {
              "type": "string"
             }
            }
           },
           "PlacementSummary": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "placement_request_id",
             "referral_id",
             "case_id",
             "reference",
             "locality",
             "provision",
             "status",
             "agreed_at",
             "from",
             "until",
             "sessions",
             "key_stage",
             "age_years",
             "needs"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "placement_request_id": {
              "type": "string",
              "format": "uuid"
             },
             "referral_id": {
              "type": "string",
              "format": "uuid"
             },
             "case_id": {
              "type": "string",
              "format": "uuid"
             },
             "reference": {
              "$ref": "#/components/schemas/Reference"
             },
             "locality": {
              "$ref": "#/components/schemas/Locality"
             },
             "provision": {
              "$ref": "#/components/schemas/StayProvision"
             },
             "status": {
              "$ref": "#/components/schemas/PlacementStatus"
             },
             "agreed_at": {
              "type": "string",
              "format": "date-time"
             },
             "from": {
              "type": "string",
              "format": "date"
             },
             "until": {
              "type": "string",
              "format": "date"
             },
             "sessions": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/WeekSession"
              }
             },
             "review_by": {
              "type": "string",
              "format": "date"
             },
             "key_stage": {
              "type": "string"
             },
             "age_years": {
              "type": "integer",
              "minimum": 0
             },
             "needs": {
              "type": "array",
              "items": {
               "type": "string"
              }
             }
            }
           },
           "PlacementAgreement": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "objectives",
             "session_times",
             "transport",
             "contacts",
             "risks",
             "views",
             "reintegration"
            ],
            "properties": {
             "objectives": {
              "type": "array",
              "items": {
               "type": "string"
              }
             },
             "session_times": {
              "type": "string"
             },
             "transport": {
              "type": "string"
             },
             "contacts": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/AgreementContact"
              }
             },
             "risks": {
              "type": "array",
              "items": {
               "type": "string"
              }
             },
             "views": {
              "$ref": "#/components/schemas/Views"
             },
             "reintegration": {
              "type": "string"
             },
             "notice": {
              "type": "object",
              "additionalProperties": false,
              "required": [
               "address",
               "report_to",
               "reasons"
              ],
              "properties": {
               "address": {
                "type": "string"
               },
               "report_to": {
                "type": "string"
               },
               "reasons": {
                "type": "string"
               }
              }
             }
            }
           },
           "PlacementAttendance": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "attended",
             "required",
             "marks"
            ],
            "properties": {
             "attended": {
              "type": "integer",
              "minimum": 0
             },
             "required": {
              "type": "integer",
              "minimum": 0
             },
             "marks": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/SessionMark"
              }
             }
            }
           },
           "StayReview": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "reviewed_on",
             "recorded_by",
             "recommendation",
             "objectives"
            ],
            "properties": {
             "reviewed_on": {
              "type": "string",
              "format": "date"
             },
             "recorded_by": {
              "type": "string"
             },
             "recommendation": {
              "$ref": "#/components/schemas/ReviewRecommendation"
             },
             "next_review_by": {
              "type": "string",
              "format": "date"
             },
             "objectives": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/ObjectiveOutcome"
              }
             },
             "progress": {
              "type": "string"
             },
             "child_views": {
              "type": "string"
             },
             "family_views": {
              "type": "string"
             },
             "school_views": {
              "type": "string"
             }
            }
           },
           "PlacementExtension": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "until",
             "extended_by"
            ],
            "properties": {
             "until": {
              "type": "string",
              "format": "date"
             },
             "extended_by": {
              "type": "string"
             },
             "words": {
              "type": "string"
             }
            }
           },
           "Reintegration": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "destination",
             "from",
             "planned_by"
            ],
            "properties": {
             "destination": {
              "$ref": "#/components/schemas/ReintegrationDestination"
             },
             "from": {
              "type": "string",
              "format": "date"
             },
             "planned_by": {
              "type": "string"
             },
             "words": {
              "type": "string"
             }
            }
           },
           "PlacementNotBegun": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "reason",
             "recorded_by"
            ],
            "properties": {
             "reason": {
              "$ref": "#/components/schemas/NotStartedReason"
             },
             "recorded_by": {
              "type": "string"
             },
             "words": {
              "type": "string"
             }
            }
           },
           "PlacementEnd": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "ended_on",
             "ended_as",
             "objectives",
             "recorded_by",
             "sessions_attended",
             "sessions_required",
             "moves"
            ],
            "properties": {
             "ended_on": {
              "type": "string",
              "format": "date"
             },
             "ended_as": {
              "$ref": "#/components/schemas/PlacementEnding"
             },
             "objectives": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/ObjectiveOutcome"
              }
             },
             "recorded_by": {
              "type": "string"
             },
             "sessions_attended": {
              "type": "integer",
              "minimum": 0
             },
             "sessions_required": {
              "type": "integer",
              "minimum": 0
             },
             "moves": {
              "type": "integer",
              "minimum": 1,
              "description": "Placements the child has had, this one included."
             },
             "words": {
              "type": "string"
             }
            }
           },
           "Placement": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "placement_request_id",
             "referral_id",
             "case_id",
             "reference",
             "locality",
             "provision",
             "status",
             "agreed_at",
             "from",
             "until",
             "sessions",
             "key_stage",
             "age_years",
             "needs",
             "purpose",
             "off_site_direction",
             "agreed_by",
             "moves_before",
             "attendance",
             "reviews",
             "extensions",
             "details_state",
             "allowed_moves"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "placement_request_id": {
              "type": "string",
              "format": "uuid"
             },
             "referral_id": {
              "type": "string",
              "format": "uuid"
             },
             "case_id": {
              "type": "string",
              "format": "uuid"
             },
             "reference": {
              "$ref": "#/components/schemas/Reference"
             },
             "locality": {
              "$ref": "#/components/schemas/Locality"
             },
             "provision": {
              "$ref": "#/components/schemas/StayProvision"
             },
             "status": {
              "$ref": "#/components/schemas/PlacementStatus"
             },
             "agreed_at": {
              "type": "string",
              "format": "date-time"
             },
             "from": {
              "type": "string",
              "format": "date"
             },
             "until": {
              "type": "string",
              "format": "date"
             },
             "sessions": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/WeekSession"
              }
             },
             "review_by": {
              "type": "string",
              "format": "date"
             },
             "key_stage": {
              "type": "string"
             },
             "age_years": {
              "type": "integer",
              "minimum": 0
             },
             "needs": {
              "type": "array",
              "items": {
               "type": "string"
              }
             },
             "purpose": {
              "type": "string"
             },
             "registration": {
              "type": "string",
              "enum": [
               "single",
               "dual"
              ]
             },
             "primary_reason": {
              "$ref": "#/components/schemas/PlacementReason"
             },
             "off_site_direction": {
              "type": "boolean"
             },
             "notice_given_on": {
              "type": "string",
              "format": "date"
             },
             "agreed_by": {
              "type": "string"
             },
             "moves_before": {
              "type": "integer",
              "minimum": 0,
              "description": "Placements the child has had before."
             },
             "started_on": {
              "type": "string",
              "format": "date"
             },
             "days_out_of_school": {
              "type": "integer",
              "minimum": 0,
              "description": "School days out of education until the start."
             },
             "attendance": {
              "$ref": "#/components/schemas/PlacementAttendance"
             },
             "reviews": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/StayReview"
              }
             },
             "extensions": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/PlacementExtension"
              }
             },
             "reintegration": {
              "$ref": "#/components/schemas/Reintegration"
             },
             "not_started": {
              "$ref": "#/components/schemas/PlacementNotBegun"
             },
             "ended": {
              "$ref": "#/components/schemas/PlacementEnd"
             },
             "details_state": {
              "type": "string",
              "enum": [
               "readable",
               "erased",
               "withheld"
              ]
             },
             "agreement": {
              "$ref": "#/components/schemas/PlacementAgreement"
             },
             "allowed_moves": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/PlacementMove"
              }
             }
            }
           },
           "Census": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "header",
             "pupils",
             "invalid"
            ],
            "properties": {
             "header": {
              "type": "object",
              "additionalProperties": false,
              "required": [
               "collection",
               "from",
               "to"
              ],
              "properties": {
               "collection": {
                "type": "string"
               },
               "from": {
                "type": "string",
                "format": "date"
               },
               "to": {
                "type": "string",
                "format": "date"
               }
              }
             },
             "pupils": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/CensusPupil"
              }
             },
             "invalid": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/CensusFault"
              }
             }
            }
           },
           "CensusPupil": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "identifiers",
             "characteristics",
             "placement"
            ],
            "properties": {
             "identifiers": {
              "$ref": "#/components/schemas/CensusIdentifiers"
             },
             "characteristics": {
              "$ref": "#/components/schemas/CensusCharacteristics"
             },
             "placement": {
              "$ref": "#/components/schemas/CensusPlacement"
             }
            }
           },
           "CensusIdentifiers": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "upn",
             "surname",
             "forename",
             "date_of_birth",
             "sex"
            ],
            "properties": {
             "upn": {
              "type": "string"
             },
             "uln": {
              "type": "string"
             },
             "surname": {
              "type": "string"
             },
             "forename": {
              "type": "string"
             },
             "date_of_birth": {
              "type": "string",
              "format": "date"
             },
             "sex": {
              "$ref": "#/components/schemas/Sex"
             }
            }
           },
           "CensusCharacteristics": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "ethnicity",
             "sen_provision"
            ],
            "properties": {
             "ethnicity": {
              "type": "string"
             },
             "sen_provision": {
              "type": "string"
             },
             "postcode": {
              "type": "string"
             }
            }
           },
           "CensusPlacement": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "reason",
             "entry_date",
             "attendance_pattern",
             "sessions_per_week"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "urn": {
              "type": "string"
             },
             "ukprn": {
              "type": "string"
             },
             "setting_type": {
              "$ref": "#/components/schemas/CensusSettingType"
             },
             "reason": {
              "$ref": "#/components/schemas/PlacementReason"
             },
             "entry_date": {
              "type": "string",
              "format": "date"
             },
             "leaving_date": {
              "type": "string",
              "format": "date"
             },
             "attendance_pattern": {
              "type": "string",
              "enum": [
               "F",
               "P"
              ]
             },
             "sessions_per_week": {
              "type": "integer",
              "minimum": 1,
              "maximum": 10
             }
            }
           },
           "CensusSettingType": {
            "type": "string",
            "enum": [
             "NFE",
             "OOT",
             "OTH",
             "WBP"
            ]
           },
           "CensusFault": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "placement_id",
             "reference",
             "problems"
            ],
            "properties": {
             "placement_id": {
              "type": "string",
              "format": "uuid"
             },
             "reference": {
              "$ref": "#/components/schemas/Reference"
             },
             "problems": {
              "type": "array",
              "items": {
               "type": "object",
               "additionalProperties": false,
               "required": [
                "pointer",
                "code",
                "detail"
               ],
               "properties": {
                "pointer": {
                 "type": "string"
                },
                "code": {
                 "type": "string"
                },
                "detail": {
                 "type": "string"
                }
               }
              }
             }
            }
           },
           "Urgency": {
            "type": "string",
            "enum": [
             "normal",
             "short_notice",
             "emergency"
            ]
           },
           "UnableCode": {
            "type": "string",
            "enum": [
             "no_places",
             "needs_not_met",
             "all_declined",
             "too_far",
             "other"
            ]
           },
           "ClosureReason": {
            "type": "string",
            "enum": [
             "holiday",
             "training",
             "building",
             "other"
            ]
           },
           "Words": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "words"
            ],
            "properties": {
             "words": {
              "$ref": "#/components/schemas/LongText"
             }
            }
           },
           "AskedOffers": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "provisions"
            ],
            "properties": {
             "provisions": {
              "type": "array",
              "minItems": 1,
              "maxItems": 10,
              "items": {
               "type": "string",
               "format": "uuid"
              }
             },
             "urgency": {
              "$ref": "#/components/schemas/Urgency"
             },
             "sessions": {
              "type": "array",
              "description": "These half days of the week. Without them, as many as the request wants, of those that are free.",
              "minItems": 1,
              "maxItems": 10,
              "uniqueItems": true,
              "items": {
               "$ref": "#/components/schemas/WeekSession"
              }
             },
             "over_commit": {
              "$ref": "#/components/schemas/Words"
             }
            }
           },
           "OfferNamed": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "offer_id"
            ],
            "properties": {
             "offer_id": {
              "type": "string",
              "format": "uuid"
             }
            }
           },
           "QuestionAnswered": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "question_id",
             "words"
            ],
            "properties": {
             "question_id": {
              "type": "string",
              "format": "uuid"
             },
             "words": {
              "$ref": "#/components/schemas/LongText"
             }
            }
           },
           "UnableToMatch": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "code",
             "words"
            ],
            "properties": {
             "code": {
              "$ref": "#/components/schemas/UnableCode"
             },
             "words": {
              "$ref": "#/components/schemas/LongText"
             }
            }
           },
           "BookedPlace": {
            "type": "object",
            "description": "What is held for the child.",
            "additionalProperties": false,
            "required": [
             "from",
             "to",
             "sessions"
            ],
            "properties": {
             "from": {
              "type": "string",
              "format": "date"
             },
             "to": {
              "type": "string",
              "format": "date"
             },
             "sessions": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/WeekSession"
              }
             }
            }
           },
           "OfferQuestions": {
            "type": "array",
            "description": "Without words when the child's key was erased.",
            "items": {
             "type": "object",
             "additionalProperties": false,
             "required": [
              "id",
              "answered"
             ],
             "properties": {
              "id": {
               "type": "string",
               "format": "uuid"
              },
              "words": {
               "type": "string"
              },
              "answered": {
               "type": "boolean"
              },
              "answer": {
               "type": "string"
              }
             }
            }
           },
           "CapacityRule": {
            "type": "object",
            "description": "So many children at once in each of these half days.",
            "additionalProperties": false,
            "required": [
             "from",
             "sessions",
             "places"
            ],
            "properties": {
             "from": {
              "type": "string",
              "format": "date"
             },
             "to": {
              "type": "string",
              "format": "date",
              "description": "Left out: until further notice."
             },
             "sessions": {
              "type": "array",
              "minItems": 1,
              "maxItems": 10,
              "uniqueItems": true,
              "items": {
               "$ref": "#/components/schemas/WeekSession"
              }
             },
             "places": {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000
             },
             "key_stages": {
              "type": "array",
              "maxItems": 6,
              "uniqueItems": true,
              "description": "Kept for these; empty: for all.",
              "items": {
               "$ref": "#/components/schemas/KeyStage"
              }
             },
             "needs": {
              "type": "array",
              "maxItems": 20,
              "uniqueItems": true,
              "description": "Kept for these primary needs; empty: for all.",
              "items": {
               "$ref": "#/components/schemas/NeedCode"
              }
             }
            }
           },
           "CapacityClosure": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "from",
             "to",
             "reason"
            ],
            "properties": {
             "from": {
              "type": "string",
              "format": "date"
             },
             "to": {
              "type": "string",
              "format": "date"
             },
             "reason": {
              "$ref": "#/components/schemas/ClosureReason"
             }
            }
           },
           "CapacitySet": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
             "rules": {
              "type": "array",
              "maxItems": 50,
              "items": {
               "$ref": "#/components/schemas/CapacityRule"
              }
             },
             "closures": {
              "type": "array",
              "maxItems": 200,
              "items": {
               "$ref": "#/components/schemas/CapacityClosure"
              }
             }
            }
           },
           "CapacityHalfDay": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "session",
             "places",
             "held",
             "taken",
             "free"
            ],
            "properties": {
             "session": {
              "$ref": "#/components/schemas/WeekSession"
             },
             "places": {
              "type": "integer",
              "minimum": 0
             },
             "held": {
              "type": "integer",
              "minimum": 0
             },
             "taken": {
              "type": "integer",
              "minimum": 0
             },
             "free": {
              "type": "integer",
              "minimum": 0,
              "description": "Left for somebody; some may be kept for a key stage or need."
             }
            }
           },
           "Capacity": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "provision_id",
             "set_by_provider",
             "rules",
             "closures",
             "from",
             "to",
             "days"
            ],
            "properties": {
             "provision_id": {
              "type": "string",
              "format": "uuid"
             },
             "set_by_provider": {
              "type": "boolean"
             },
             "rules": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/CapacityRule"
              }
             },
             "closures": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/CapacityClosure"
              }
             },
             "from": {
              "type": "string",
              "format": "date"
             },
             "to": {
              "type": "string",
              "format": "date"
             },
             "days": {
              "type": "array",
              "items": {
               "type": "object",
               "additionalProperties": false,
               "required": [
                "date",
                "sessions"
               ],
               "properties": {
                "date": {
                 "type": "string",
                 "format": "date"
                },
                "sessions": {
                 "type": "array",
                 "items": {
                  "$ref": "#/components/schemas/CapacityHalfDay"
                 }
                }
               }
              }
             }
            }
           },
           "CapacityIsSet": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "provision_id",
             "over_booked"
            ],
            "properties": {
             "provision_id": {
              "type": "string",
              "format": "uuid"
             },
             "over_booked": {
              "type": "array",
              "items": {
               "type": "object",
               "additionalProperties": false,
               "required": [
                "date",
                "session",
                "places",
                "held",
                "taken",
                "free"
               ],
               "properties": {
                "date": {
                 "type": "string",
                 "format": "date"
                },
                "session": {
                 "$ref": "#/components/schemas/WeekSession"
                },
                "places": {
                 "type": "integer",
                 "minimum": 0
                },
                "held": {
                 "type": "integer",
                 "minimum": 0
                },
                "taken": {
                 "type": "integer",
                 "minimum": 0
                },
                "free": {
                 "type": "integer",
                 "minimum": 0
                }
               }
              }
             }
            }
           },
           "WhatWorks": {
            "type": "object",
            "description": "Share of objectives achieved by children who were there, measured by the hub. Left out below 10 placements.",
            "additionalProperties": false,
            "required": [
             "percent",
             "low",
             "high",
             "placements"
            ],
            "properties": {
             "percent": {
              "type": "integer",
              "minimum": 0,
              "maximum": 100
             },
             "low": {
              "type": "integer",
              "minimum": 0,
              "maximum": 100,
              "description": "With 95 % confidence it lies between this …"
             },
             "high": {
              "type": "integer",
              "minimum": 0,
              "maximum": 100,
              "description": "… and this."
             },
             "placements": {
              "type": "integer",
              "minimum": 10,
              "description": "What it rests on."
             }
            }
           },
           "Assurance": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "assurer",
             "standard",
             "assured_on",
             "until",
             "evidence",
             "recorded_by"
            ],
            "properties": {
             "assurer": {
              "type": "string"
             },
             "standard": {
              "type": "string"
             },
             "assured_on": {
              "type": "string",
              "format": "date"
             },
             "until": {
              "type": "string",
              "format": "date"
             },
             "evidence": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/AssuranceEvidence"
              }
             },
             "recorded_by": {
              "type": "string"
             }
            }
           },
           "AssuranceEvidence": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "kind",
             "seen_on"
            ],
            "properties": {
             "kind": {
              "type": "string",
              "enum": [
               "visit",
               "policies",
               "safeguarding_check",
               "insurance",
               "safer_recruitment",
               "health_and_safety",
               "outcomes",
               "other"
              ]
             },
             "seen_on": {
              "type": "string",
              "format": "date"
             }
            }
           },
           "NewAssurance": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "assurer",
             "standard",
             "assured_on",
             "until",
             "evidence"
            ],
            "properties": {
             "assurer": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200,
              "description": "A service or a role, no person's address."
             },
             "standard": {
              "type": "string",
              "minLength": 1,
              "maxLength": 500
             },
             "assured_on": {
              "type": "string",
              "format": "date",
              "description": "Today or earlier."
             },
             "until": {
              "type": "string",
              "format": "date",
              "description": "Three years later at most."
             },
             "evidence": {
              "type": "array",
              "minItems": 1,
              "maxItems": 20,
              "items": {
               "$ref": "#/components/schemas/AssuranceEvidence"
              }
             }
            }
           },
           "AssuranceState": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "assured_until"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "assured_until": {
              "type": "string",
              "format": "date"
             }
            }
           },
           "ProvisionWritten": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             }
            }
           },
           "ProvisionRecord": {
            "type": "object",
            "description": "A row of the list, and what is on record besides.",
            "allOf": [
             {
              "$ref": "#/components/schemas/ProvisionFields"
             },
             {
              "type": "object",
              "required": [
               "listed",
               "missing",
               "assurances",
               "what_works_by_need",
               "service"
              ],
              "properties": {
               "listed": {
                "type": "boolean"
               },
               "assurances": {
                "type": "array",
                "description": "The latest first.",
                "items": {
                 "$ref": "#/components/schemas/Assurance"
                }
               },
               "what_works_by_need": {
                "type": "object",
                "additionalProperties": {
                 "$ref": "#/components/schemas/WhatWorks"
                }
               },
               "service": {
                "$ref": "#/components/schemas/OpenReferralService"
               }
              }
             }
            ]
           },
           "NewDirectoryImport": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "feed",
             "whole",
             "services"
            ],
            "properties": {
             "feed": {
              "type": "string",
              "minLength": 1,
              "maxLength": 500,
              "description": "The feed's address or name: whose entries these are."
             },
             "whole": {
              "type": "boolean",
              "description": "Whether these are all services the feed has."
             },
             "apply": {
              "type": "boolean",
              "default": false
             },
             "take_in": {
              "type": "array",
              "maxItems": 1000,
              "description": "Services of the feed that are taken in though they say nothing in the hub's terms: their ids, or those of organisations, all of whose active services are meant.",
              "items": {
               "type": "string",
               "format": "uuid"
              }
             },
             "organizations": {
              "type": "array",
              "maxItems": 1000,
              "description": "What the hub calls organisations of the feed. It counts more than what the feed says, and is kept for later imports of the feed.",
              "items": {
               "type": "object",
               "additionalProperties": false,
               "required": [
                "id",
                "provider"
               ],
               "properties": {
                "id": {
                 "type": "string",
                 "format": "uuid",
                 "description": "As the feed has it, in a service's `organization`."
                },
                "provider": {
                 "type": "string",
                 "minLength": 1,
                 "maxLength": 100,
                 "pattern": "\\S",
                 "description": "The organisation in its people's tokens, such as `provider-severn-vale`."
                }
               }
              }
             },
             "services": {
              "type": "array",
              "maxItems": 10000,
              "items": {
               "description": "Anything; what is no service is named in the report."
              }
             }
            }
           },
           "DirectoryImport": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "feed",
             "whole",
             "state",
             "posted_at",
             "counts",
             "rows"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "feed": {
              "type": "string"
             },
             "whole": {
              "type": "boolean"
             },
             "state": {
              "type": "string",
              "enum": [
               "staged",
               "applied"
              ]
             },
             "posted_at": {
              "type": "string",
              "format": "date-time"
             },
             "applied_at": {
              "type": "string",
              "format": "date-time"
             },
             "counts": {
              "type": "object",
              "additionalProperties": false,
              "required": [
               "listed",
               "taken_in",
               "changed",
               "unchanged",
               "unlisted",
               "refused",
               "passed_over"
              ],
              "properties": {
               "listed": {
                "type": "integer",
                "minimum": 0
               },
               "taken_in": {
                "type": "integer",
                "minimum": 0,
                "description": "Entries that wait to be listed: new, or back again."
               },
               "changed": {
                "type": "integer",
                "minimum": 0
               },
               "unchanged": {
                "type": "integer",
                "minimum": 0
               },
               "unlisted": {
                "type": "integer",
                "minimum": 0
               },
               "refused": {
                "type": "integer",
                "minimum": 0
               },
               "passed_over": {
                "type": "integer",
                "minimum": 0,
                "description": "Services without any of the hub's terms that nobody has taken in."
               }
              }
             },
             "rows": {
              "type": "array",
              "description": "In the order of the feed; then what has left it.",
              "items": {
               "type": "object",
               "additionalProperties": false,
               "required": [
                "outcome"
               ],
               "properties": {
                "row": {
                 "type": "integer",
                 "minimum": 0,
                 "description": "Its place in `services`, from 0; left out for what has left."
                },
                "id": {
                 "type": "string",
                 "format": "uuid"
                },
                "name": {
                 "type": "string"
                },
                "organization": {
                 "type": "object",
                 "additionalProperties": false,
                 "description": "Of what was passed over, as far as it can be read.",
                 "required": [
                  "id",
                  "name"
                 ],
                 "properties": {
                  "id": {
                   "type": "string",
                   "format": "uuid"
                  },
                  "name": {
                   "type": "string"
                  }
                 }
                },
                "outcome": {
                 "type": "string",
                 "enum": [
                  "listed",
                  "taken_in",
                  "changed",
                  "unchanged",
                  "unlisted",
                  "refused",
                  "passed_over"
                 ]
                },
                "fields": {
                 "type": "array",
                 "items": {
                  "type": "string"
                 }
                },
                "missing": {
                 "type": "array",
                 "description": "What the entry has to say before it can be listed.",
                 "items": {
                  "$ref": "#/components/schemas/ProblemError"
                 }
                },
                "problems": {
                 "type": "array",
                 "items": {
                  "$ref": "#/components/schemas/ProblemError"
                 }
                }
               }
              }
             }
            }
           },
           "OpenReferralService": {
            "type": "object",
            "description": "A `service` of Open Referral UK (HSDS 3). The hub reads the fields named here, and attributes whose term is of one\nof its taxonomies (`/taxonomies`): exactly one of `hub-ap-kind`, at least one of `hub-key-stage` and of `hub-need`,\none of `hub-cost-band` (medium unless told), and of `hub-figure`, in `value`, `sessions_a_week`, `weekly_hours`,\n`registered`, and where wanted `wait_days`, `easting_km` and `northing_km`. Other fields of the standard may be\nthere; contacts, telephones and e-mail addresses are not kept. `assured_date` is the hub's own assurance: what is\nsent counts for nothing.\n",
            "required": [
             "id",
             "name",
             "status",
             "organization"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             },
             "name": {
              "type": "string"
             },
             "description": {
              "type": "string"
             },
             "status": {
              "type": "string",
              "enum": [
               "active",
               "inactive",
               "defunct",
               "temporarily closed"
              ]
             },
             "minimum_age": {
              "type": "integer",
              "minimum": 0
             },
             "maximum_age": {
              "type": "integer",
              "minimum": 0
             },
             "assured_date": {
              "type": "string",
              "format": "date"
             },
             "organization": {
              "type": "object",
              "description": "An identifier of scheme `referral-hub` says what the provider is called in its people's tokens; otherwise its id does.",
              "required": [
               "id",
               "name"
              ]
             },
             "service_at_locations": {
              "type": "array",
              "items": {
               "type": "object"
              }
             },
             "attributes": {
              "type": "array",
              "items": {
               "type": "object"
              }
             },
             "capacities": {
              "type": "array",
              "items": {
               "type": "object"
              }
             }
            }
           },
           "OpenReferralInformation": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "version",
             "profile",
             "openapi_url",
             "description"
            ],
            "properties": {
             "version": {
              "type": "string"
             },
             "profile": {
              "type": "string",
              "format": "uri"
             },
             "openapi_url": {
              "type": "string",
              "format": "uri-reference"
             },
             "description": {
              "type": "string"
             }
            }
           },
           "OpenReferralThing": {
            "type": "object",
            "required": [
             "id"
            ],
            "properties": {
             "id": {
              "type": "string",
              "format": "uuid"
             }
            }
           },
           "OpenReferralPage": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "total_items",
             "total_pages",
             "page_number",
             "size",
             "first_page",
             "last_page",
             "empty",
             "contents"
            ],
            "properties": {
             "total_items": {
              "type": "integer",
              "minimum": 0
             },
             "total_pages": {
              "type": "integer",
              "minimum": 0
             },
             "page_number": {
              "type": "integer",
              "minimum": 1
             },
             "size": {
              "type": "integer",
              "minimum": 0,
              "description": "Items on this page."
             },
             "first_page": {
              "type": "boolean"
             },
             "last_page": {
              "type": "boolean"
             },
             "empty": {
              "type": "boolean"
             },
             "contents": {
              "type": "array",
              "items": {
               "$ref": "#/components/schemas/OpenReferralThing"
              }
             }
            }
           }
          },
          "examples": {
           "ReferralFromSchool": {
            "summary": "A school asks for an AP school, at level 3",
            "value": {
             "child": {
              "given_name": "Rowan",
              "family_name": "Testwell",
              "date_of_birth": "2013-04-09",
              "home_postcode": "GL1 2EH",
              "school": {
               "urn": "137482"
              },
              "identifiers": [
               {
                "system": "upn",
                "value": "X916401524017"
               }
              ],
              "ethnicity": "WBRI",
              "send": {
               "provision": "K",
               "needs": [
                "SEMH"
               ]
              },
              "care": {
               "child_protection_plan": false,
               "child_in_need": false,
               "child_in_care": false
              }
             },
             "referrer": {
              "name": "Mo Sample",
              "role": "SENCo",
              "email": "senco@school.example.org"
             },
             "source": "2A",
             "level": 3,
             "concerns": "Rowan has stopped coming in after the second suspension and tells us that lessons feel impossible.",
             "concerns_since": "2026-06-15",
             "tried": [
              "Mentor twice a week"
             ],
             "cycles": [
              {
               "assess": "Mornings are the hardest; corridors are too loud.",
               "plan": "A shorter day that begins after registration.",
               "do": "Part-time timetable for four weeks.",
               "review": "Rowan came in on nine days of twenty.",
               "from": "2026-09-07",
               "to": "2026-10-02",
               "outcome": "partly"
              }
             ],
             "needs": [
              "SEMH"
             ],
             "risks": [
              {
               "kind": "missing",
               "words": "Leaves the site when corridors fill up."
              }
             ],
             "family": [
              {
               "name": "Kim Testwell",
               "relationship": "mother",
               "telephone": "01452 000102",
               "parental_responsibility": true,
               "safe_to_contact": true
              }
             ],
             "exclusion": {
              "permanent": false,
              "days_out_of_school": 8,
              "reasons": [
               "DB",
               "VA"
              ]
             },
             "asks": {
              "alternative_provision": true,
              "kind": "aps",
              "headteacher_authorisation": {
               "name": "Alex Example",
               "on": "2026-09-21"
              },
              "words": "A small group with an adult Rowan can get to know.",
              "hoped_outcome": "Back in lessons with friends by Easter."
             },
             "safeguarding": {
              "immediate_risk": false
             },
             "views": {
              "child": "I would go somewhere smaller.",
              "family": "We want Rowan to be back with friends by Easter."
             },
             "lawful_basis": {
              "basis": "public_task"
             }
            }
           },
           "ReferralMinimal": {
            "summary": "The least that is needed",
            "value": {
             "child": {
              "given_name": "Ash",
              "family_name": "Invented",
              "date_of_birth": "2018-02-11",
              "send": {
               "provision": "N"
              },
              "care": {
               "child_protection_plan": false,
               "child_in_need": false,
               "child_in_care": false
              }
             },
             "referrer": {
              "name": "Sam Specimen",
              "role": "Housing officer",
              "email": "housing@council.example.org"
             },
             "source": "4",
             "level": 2,
             "concerns": "The family has moved three times this year and Ash has missed a lot of school.",
             "needs": [
              "NSA"
             ],
             "views": {},
             "lawful_basis": {
              "basis": "public_task"
             }
            }
           },
           "ReferralFromHealth": {
            "summary": "A school nurse asks for hospital education",
            "value": {
             "child": {
              "given_name": "Hazel",
              "family_name": "Samplewood",
              "preferred_name": "Haze",
              "date_of_birth": "2012-01-30",
              "sex": "F",
              "home_postcode": "GL50 1AA",
              "identifiers": [
               {
                "system": "nhs",
                "value": "9876543210"
               }
              ],
              "send": {
               "provision": "K",
               "needs": [
                "SEMH"
               ]
              },
              "care": {
               "child_protection_plan": false,
               "child_in_need": false,
               "child_in_care": false
              }
             },
             "referrer": {
              "name": "Robin Sample",
              "role": "School nurse",
              "email": "nurse@health.example.org",
              "telephone": "01242 000103"
             },
             "source": "3C",
             "level": 3,
             "concerns": "Hazel has not been able to attend since the summer and sleeps through most of the day.",
             "concerns_since": "2026-07-20",
             "cycles": [
              {
               "plan": "Work sent home every week.",
               "do": "Two visits a week at home, with the school.",
               "from": "2026-09-14",
               "outcome": "not"
              }
             ],
             "needs": [
              "SEMH"
             ],
             "mental_health_need": true,
             "risks": [
              {
               "kind": "self",
               "words": "Has spoken of not wanting to wake up; a safety plan is in place with the clinic."
              }
             ],
             "family": [
              {
               "name": "Jo Samplewood",
               "relationship": "father",
               "email": "jo@home.example.org",
               "parental_responsibility": true,
               "safe_to_contact": true
              }
             ],
             "asks": {
              "alternative_provision": true,
              "kind": "hospital_education",
              "hoped_outcome": "Learning again every day."
             },
             "safeguarding": {
              "immediate_risk": false
             },
             "views": {
              "child": "I want to do art first."
             },
             "lawful_basis": {
              "basis": "public_task"
             }
            }
           },
           "ReferralFromPolice": {
            "summary": "The police, after a concern reported to the Front Door",
            "value": {
             "child": {
              "given_name": "Finch",
              "family_name": "Fixture",
              "date_of_birth": "2010-09-05",
              "home_postcode": "GL51 9AB",
              "send": {
               "provision": "N"
              },
              "care": {
               "child_protection_plan": false,
               "child_in_need": true,
               "child_in_care": false
              }
             },
             "referrer": {
              "name": "PC 0000 Example",
              "role": "Neighbourhood officer",
              "email": "officer@police.example.org"
             },
             "source": "6",
             "level": 2,
             "concerns": "Found three times this month in town during school hours with older young people.",
             "needs": [
              "NSA"
             ],
             "risks": [
              {
               "kind": "exploitation",
               "words": "Carries a second telephone and is afraid to say whose."
              },
              {
               "kind": "missing",
               "words": "Twice overnight."
              }
             ],
             "safeguarding": {
              "immediate_risk": true,
              "front_door_reference": "FD-2026-0001"
             },
             "views": {
              "child": "Nobody asks what I do all day."
             },
             "lawful_basis": {
              "basis": "public_task"
             }
            }
           },
           "ReferralFromYouthJustice": {
            "summary": "A youth justice worker asks for a place with an independent provider",
            "value": {
             "child": {
              "given_name": "Reed",
              "family_name": "Mockingham",
              "date_of_birth": "2011-12-12",
              "sex": "M",
              "home_postcode": "GL2 2AZ",
              "identifiers": [
               {
                "system": "upn",
                "value": "B801200005001"
               }
              ],
              "send": {
               "provision": "E",
               "needs": [
                "SLCN",
                "SEMH"
               ]
              },
              "care": {
               "child_protection_plan": false,
               "child_in_need": true,
               "child_in_care": false
              }
             },
             "referrer": {
              "name": "Lee Placeholder",
              "role": "Youth justice worker",
              "email": "worker@yjs.example.org"
             },
             "source": "5B",
             "level": 4,
             "concerns": "Out of school since a permanent exclusion; the order asks for a full week.",
             "tried": [
              "Mentor in school",
              "Two managed moves"
             ],
             "needs": [
              "SEMH",
              "SLCN"
             ],
             "exclusion": {
              "permanent": true,
              "days_out_of_school": 14,
              "reasons": [
               "PP"
              ]
             },
             "asks": {
              "alternative_provision": true,
              "kind": "independent",
              "words": "Practical mornings and one adult who stays."
             },
             "views": {
              "child": "I like fixing bikes."
             },
             "lawful_basis": {
              "basis": "legal_obligation"
             }
            }
           },
           "ReferralFromHousing": {
            "summary": "A housing officer, for a family that does not speak English at home",
            "value": {
             "child": {
              "given_name": "Bay",
              "family_name": "Standen",
              "date_of_birth": "2016-10-02",
              "language": "pl",
              "interpreter_needed": false,
              "send": {
               "provision": "N"
              },
              "care": {
               "child_protection_plan": false,
               "child_in_need": false,
               "child_in_care": false
              }
             },
             "referrer": {
              "name": "Sam Specimen",
              "role": "Housing officer",
              "email": "housing@council.example.org"
             },
             "source": "4",
             "level": 2,
             "concerns": "The third temporary flat this year; Bay has had no school place since September.",
             "concerns_since": "2026-09-01",
             "needs": [
              "NSA"
             ],
             "family": [
              {
               "name": "Ola Standen",
               "relationship": "mother",
               "telephone": "01452 000104",
               "language": "pl",
               "safe_to_contact": true
              }
             ],
             "views": {
              "family": "We want one school and to stay."
             },
             "lawful_basis": {
              "basis": "public_task"
             }
            }
           },
           "ReferralFromSocialCare": {
            "summary": "A social worker, for a child in care",
            "value": {
             "child": {
              "given_name": "Wren",
              "family_name": "Notional",
              "date_of_birth": "2014-03-18",
              "home_postcode": "GL7 1AA",
              "send": {
               "provision": "K"
              },
              "care": {
               "child_protection_plan": false,
               "child_in_need": false,
               "child_in_care": true
              }
             },
             "referrer": {
              "name": "Ali Example",
              "role": "Social worker",
              "email": "worker@socialcare.example.org"
             },
             "source": "5A",
             "level": 4,
             "concerns": "A second foster home in a year, and a new school with each.",
             "tried": [
              "Virtual school mentor"
             ],
             "needs": [
              "SEMH"
             ],
             "family": [
              {
               "name": "Chris Carer",
               "relationship": "foster carer",
               "telephone": "01285 000105",
               "parental_responsibility": false,
               "safe_to_contact": true
              },
              {
               "name": "Max Notional",
               "relationship": "father",
               "parental_responsibility": true,
               "safe_to_contact": false
              }
             ],
             "views": {
              "child": "I don't want to move again."
             },
             "lawful_basis": {
              "basis": "public_task"
             }
            }
           },
           "ReferralFromEarlyYears": {
            "summary": "A nursery, for a child under school age",
            "value": {
             "child": {
              "given_name": "Pebble",
              "family_name": "Makebelieve",
              "date_of_birth": "2023-05-07",
              "home_postcode": "GL5 1QQ",
              "communication_needs": "Uses pictures and some Makaton signs.",
              "send": {
               "provision": "K",
               "needs": [
                "SLCN"
               ]
              },
              "care": {
               "child_protection_plan": false,
               "child_in_need": false,
               "child_in_care": false
              }
             },
             "referrer": {
              "name": "Ashley Anonimo",
              "role": "Nursery SENCo",
              "email": "senco@nursery.example.org"
             },
             "source": "8",
             "level": 2,
             "concerns": "Pebble is three and says few words; the room gets too much by noon.",
             "tried": [
              "Pictures for the day's plan"
             ],
             "needs": [
              "SLCN"
             ],
             "views": {
              "child": "Points to the garden when it is loud.",
              "family": "We would like help before school starts."
             },
             "lawful_basis": {
              "basis": "consent",
              "recorded_on": "2026-10-15",
              "source": "Signed form kept at the nursery"
             }
            }
           },
           "ReferralFromThirdSector": {
            "summary": "A youth charity",
            "value": {
             "child": {
              "given_name": "Sage",
              "family_name": "Dummett",
              "date_of_birth": "2009-08-24",
              "home_postcode": "GL20 5AA",
              "send": {
               "provision": "N"
              },
              "care": {
               "child_protection_plan": false,
               "child_in_need": false,
               "child_in_care": false
              }
             },
             "referrer": {
              "name": "Noor Sample",
              "role": "Youth worker",
              "email": "youth@charity.example.org"
             },
             "source": "8",
             "level": 2,
             "concerns": "Sage cares for a parent and has stopped going to college.",
             "tried": [
              "Weekly drop-in"
             ],
             "needs": [
              "SEMH"
             ],
             "asks": {
              "alternative_provision": true,
              "kind": "third_sector",
              "words": "Something on two mornings."
             },
             "views": {
              "child": "Mornings are when I can leave the house."
             },
             "lawful_basis": {
              "basis": "consent",
              "recorded_on": "2026-11-02",
              "source": "Signed form at the drop-in"
             }
            }
           },
           "ReferralFromCollege": {
            "summary": "A college, for a student with a plan whose internship has ended",
            "value": {
             "child": {
              "given_name": "Linden",
              "family_name": "Placeholder",
              "date_of_birth": "2008-05-19",
              "home_postcode": "GL20 5AA",
              "send": {
               "provision": "E",
               "needs": [
                "ASD",
                "MLD"
               ]
              },
              "care": {
               "child_protection_plan": false,
               "child_in_need": false,
               "child_in_care": false
              }
             },
             "referrer": {
              "name": "Ira Example",
              "role": "Head of inclusion",
              "email": "inclusion@college.example.org"
             },
             "source": "2B",
             "level": 3,
             "concerns": "Linden's supported internship ended when the employer closed, and nothing has begun since.",
             "tried": [
              "Job coach",
              "Two taster days"
             ],
             "needs": [
              "ASD",
              "MLD"
             ],
             "views": {
              "child": "I was good at the stock room.",
              "family": "Linden must not lose the routine."
             },
             "lawful_basis": {
              "basis": "public_task"
             }
            }
           },
           "ReferralFromAuthority": {
            "summary": "The authority's own officer, for a child on no school's roll",
            "value": {
             "child": {
              "given_name": "Bryony",
              "family_name": "Mockford",
              "date_of_birth": "2013-09-18",
              "home_postcode": "GL52 2AA",
              "send": {
               "provision": "N"
              },
              "care": {
               "child_protection_plan": false,
               "child_in_need": false,
               "child_in_care": false
              }
             },
             "referrer": {
              "name": "Val Tester",
              "role": "Inclusion officer",
              "email": "officers@authority.example.org"
             },
             "source": "5B",
             "level": 3,
             "concerns": "On no school's roll since the family moved here in the summer.",
             "tried": [
              "Home visit attempted twice",
              "Place offered at two schools"
             ],
             "needs": [
              "SEMH",
              "NSA"
             ],
             "exclusion": {
              "permanent": false,
              "days_out_of_school": 52
             },
             "asks": {
              "alternative_provision": true
             },
             "views": {
              "family": "We are staying with friends and will move again."
             },
             "lawful_basis": {
              "basis": "public_task"
             }
            }
           },
           "ReferralReceipt": {
            "value": {
             "id": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
             "reference": "RH-KNQN-V43D",
             "status": "submitted",
             "allowed_moves": [
              "amend",
              "change_lawful_basis",
              "withdraw",
              "mark_error"
             ],
             "known_to_another_agency": false,
             "what_happens_next": "We are finding the right locality and forum. A person will acknowledge this within one working day."
            }
           },
           "DraftSaved": {
            "value": {
             "id": "0193f0b2-5a10-7d3e-8c55-91b2d7e4a003",
             "expires_at": "2026-12-23T09:30:00Z",
             "problems": [
              {
               "pointer": "/child/family_name",
               "code": "required",
               "detail": "This must be given."
              }
             ]
            }
           },
           "ReferralRecord": {
            "value": {
             "id": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
             "reference": "RH-KNQN-V43D",
             "submitted_at": "2026-11-23T09:30:00Z",
             "state": "submitted",
             "allowed_moves": [
              "amend",
              "change_lawful_basis",
              "withdraw",
              "mark_error"
             ],
             "sharing_allowed": true,
             "details_state": "readable",
             "referral": {
              "child": {
               "given_name": "Ash",
               "family_name": "Invented",
               "date_of_birth": "2018-02-11",
               "send": {
                "provision": "N"
               },
               "care": {
                "child_protection_plan": false,
                "child_in_need": false,
                "child_in_care": false
               }
              },
              "referrer": {
               "name": "Sam Specimen",
               "role": "Housing officer",
               "email": "housing@council.example.org"
              },
              "source": "4",
              "level": 2,
              "concerns": "The family has moved three times this year and Ash has missed a lot of school.",
              "needs": [
               "NSA"
              ],
              "views": {},
              "lawful_basis": {
               "basis": "public_task"
              }
             },
             "questions": [],
             "decisions": [],
             "standing": {
              "status": "acknowledged",
              "words": "A coordinator has read it and is deciding what to do.",
              "locality": {
               "code": "unrouted",
               "name": "Not known where"
              },
              "forum": {
               "code": "inclusion_advice",
               "name": "Inclusion Service advice"
              },
              "with": {
               "who": "coordinator",
               "words": "The coordinator for referrals without a known place"
              },
              "next": {
               "by": "2026-11-30T09:30:00Z",
               "words": "The coordinator decides."
              },
              "other_agency_involved": false,
              "timeline": [
               {
                "at": "2026-11-23T09:30:00Z",
                "code": "submitted",
                "words": "The hub has your referral."
               },
               {
                "at": "2026-11-23T09:30:01Z",
                "code": "routed",
                "words": "It went to the coordinator for referrals without a known place."
               },
               {
                "at": "2026-11-23T11:02:40Z",
                "code": "acknowledged",
                "words": "A coordinator has read it."
               }
              ],
              "advice": [
               "A home or school postcode helps us to find the right locality."
              ]
             }
            }
           },
           "CasePage": {
            "value": {
             "items": [
              {
               "id": "0193f09e-31d0-7b0e-9c55-7f2a60d4b311",
               "referral_id": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
               "reference": "RH-KNQN-V43D",
               "locality": {
                "code": "E07000081",
                "name": "Gloucester"
               },
               "forum": {
                "code": "talc",
                "name": "Team Around the Locality Cluster"
               },
               "status": "open",
               "group": "due_today",
               "with": {
                "who": "coordinator",
                "words": "The locality's coordinator"
               },
               "due_at": "2026-11-24T09:30:01Z",
               "why": {
                "code": "acknowledge",
                "words": "Nobody has read it yet: acknowledge it."
               },
               "agency_kind": "education",
               "age_years": 13,
               "key_stage": "ks3",
               "level": 3,
               "needs": [
                "SEMH"
               ],
               "ap_requested": true,
               "days_out_of_school": 8,
               "permanently_excluded": false,
               "opened_at": "2026-11-23T09:30:01Z",
               "acknowledge_by": "2026-11-24T09:30:01Z",
               "overdue": false
              }
             ],
             "next": "eyJhIjoxfQ"
            }
           },
           "Case": {
            "value": {
             "id": "0193f09e-31d0-7b0e-9c55-7f2a60d4b311",
             "referral_id": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
             "reference": "RH-KNQN-V43D",
             "locality": {
              "code": "E07000081",
              "name": "Gloucester"
             },
             "forum": {
              "code": "talc",
              "name": "Team Around the Locality Cluster"
             },
             "status": "open",
             "agency": {
              "id": "agency-kingsholm-academy",
              "kind": "education",
              "source": "2A"
             },
             "ap_kind": "aps",
             "facts": {
              "age_band": "school_age",
              "age_years": 13,
              "key_stage": "ks3",
              "level": 3,
              "send_provision": "K",
              "care": {
               "child_protection_plan": false,
               "child_in_need": false,
               "child_in_care": false
              },
              "level_4_indicators": false,
              "needs": [
               "SEMH"
              ],
              "mental_health_need": false,
              "ap_requested": true,
              "days_out_of_school": 8,
              "permanently_excluded": false
             },
             "routing": {
              "rule_set": "gloucestershire-default 1",
              "rules_fired": [
               "locality.home_postcode",
               "forum.level_3"
              ],
              "explanation": [
               "The home postcode is in Gloucester.",
               "Level 3 without a statutory plan goes to the Team Around the Locality Cluster."
              ],
              "facts": {
               "level": "3",
               "age_band": "school_age",
               "district": "E07000081"
              },
              "advice": [],
              "also_offered_to": []
             },
             "opened_at": "2026-11-23T09:30:01Z",
             "acknowledge_by": "2026-11-24T09:30:01Z",
             "overdue": false,
             "with": {
              "who": "coordinator",
              "words": "The locality's coordinator",
              "since": "2026-11-23T09:30:01Z",
              "until": "2026-11-24T09:30:01Z",
              "why": {
               "code": "acknowledge",
               "words": "Nobody has read it yet: acknowledge it."
              }
             },
             "clocks": [
              {
               "kind": "acknowledge",
               "words": "A coordinator reads and acknowledges it.",
               "with": "coordinator",
               "started_at": "2026-11-23T09:30:01Z",
               "due_at": "2026-11-24T09:30:01Z",
               "reminded": false,
               "breached": false
              },
              {
               "kind": "triage",
               "words": "A coordinator decides, or lists it for a forum.",
               "with": "coordinator",
               "started_at": "2026-11-23T09:30:01Z",
               "remind_at": "2026-11-27T09:30:01Z",
               "due_at": "2026-11-30T09:30:01Z",
               "reminded": false,
               "breached": false
              }
             ],
             "clocks_left_out": [
              {
               "kind": "full_time_education",
               "code": "no_school_calendar",
               "words": "No term dates are known, so school days cannot be counted."
              }
             ],
             "headteacher_authorised": true,
             "details_of": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
             "other_referrals": [],
             "amendments": [],
             "sharing": {
              "allowed": true,
              "without_basis": []
             },
             "questions": [],
             "details_state": "readable",
             "details": {
              "child": {
               "given_name": "Rowan",
               "family_name": "Testwell",
               "date_of_birth": "2013-04-09",
               "home_postcode": "GL1 2EH",
               "school": {
                "urn": "137482"
               },
               "identifiers": [
                {
                 "system": "upn",
                 "value": "X916401524017"
                }
               ],
               "ethnicity": "WBRI"
              },
              "referrer": {
               "name": "Mo Sample",
               "role": "SENCo",
               "email": "senco@school.example.org"
              },
              "concerns": "Rowan has stopped coming in after the second suspension and tells us that lessons feel impossible.",
              "tried": [
               "Part-time timetable for four weeks",
               "Mentor twice a week"
              ],
              "views": {
               "child": "I would go somewhere smaller.",
               "family": "We want Rowan to be back with friends by Easter."
              },
              "lawful_basis": {
               "basis": "public_task"
              }
             },
             "decisions": [],
             "actions": [],
             "corrections": [],
             "level_changes": [],
             "placement_news": [],
             "reroutings": [],
             "reopenings": [],
             "allowed_moves": [
              "acknowledge",
              "transfer"
             ]
            }
           },
           "CaseAsked": {
            "value": {
             "id": "0193f09e-31d0-7b0e-9c55-7f2a60d4b311",
             "referral_id": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
             "reference": "RH-KNQN-V43D",
             "locality": {
              "code": "E07000081",
              "name": "Gloucester"
             },
             "forum": {
              "code": "talc",
              "name": "Team Around the Locality Cluster"
             },
             "status": "needs_information",
             "agency": {
              "id": "agency-kingsholm-academy",
              "kind": "education",
              "source": "2A"
             },
             "ap_kind": "aps",
             "facts": {
              "age_band": "school_age",
              "age_years": 13,
              "key_stage": "ks3",
              "level": 3,
              "send_provision": "K",
              "care": {
               "child_protection_plan": false,
               "child_in_need": false,
               "child_in_care": false
              },
              "level_4_indicators": false,
              "needs": [
               "SEMH"
              ],
              "mental_health_need": false,
              "ap_requested": true,
              "days_out_of_school": 8,
              "permanently_excluded": false
             },
             "routing": {
              "rule_set": "gloucestershire-default 1",
              "rules_fired": [
               "locality.home_postcode",
               "forum.level_3"
              ],
              "explanation": [
               "The home postcode is in Gloucester.",
               "Level 3 without a statutory plan goes to the Team Around the Locality Cluster."
              ],
              "facts": {
               "level": "3",
               "age_band": "school_age",
               "district": "E07000081"
              },
              "advice": [],
              "also_offered_to": []
             },
             "opened_at": "2026-11-23T09:30:01Z",
             "acknowledge_by": "2026-11-24T09:30:01Z",
             "acknowledged_at": "2026-11-23T11:02:00Z",
             "overdue": false,
             "with": {
              "who": "referrer",
              "words": "The agency that referred",
              "since": "2026-11-23T11:05:00Z",
              "until": "2026-12-07T11:05:00Z",
              "why": {
               "code": "information",
               "words": "An agency was asked, and is to answer."
              }
             },
             "clocks": [
              {
               "kind": "information",
               "words": "The agency that was asked answers.",
               "about": "0193f0b2-1c3d-7e4f-8a5b-6c7d8e9f0a1b",
               "with": "referrer",
               "started_at": "2026-11-23T11:05:00Z",
               "remind_at": "2026-11-30T11:05:00Z",
               "due_at": "2026-12-07T11:05:00Z",
               "reminded": false,
               "breached": false
              },
              {
               "kind": "forum",
               "words": "The forum looks at it.",
               "with": "forum",
               "started_at": "2026-11-23T11:04:00Z",
               "due_at": "2026-12-03T17:00:00Z",
               "reminded": false,
               "breached": false
              }
             ],
             "clocks_left_out": [],
             "headteacher_authorised": true,
             "details_of": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
             "other_referrals": [],
             "amendments": [
              {
               "amended_at": "2026-11-24T08:12:40Z",
               "referral_id": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
               "changed": [
                "/tried"
               ]
              }
             ],
             "sharing": {
              "allowed": true,
              "without_basis": []
             },
             "questions": [
              {
               "id": "0193f0b2-1c3d-7e4f-8a5b-6c7d8e9f0a1b",
               "referral_id": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
               "question": "How often has Rowan been in school since September?",
               "asked_by": "coordinator-gloucester",
               "asked_at": "2026-11-23T11:05:00Z",
               "chase_at": "2026-11-30T11:05:00Z",
               "answer_by": "2026-12-07T11:05:00Z",
               "open": true
              }
             ],
             "listing": {
              "forum": {
               "code": "talc",
               "name": "Team Around the Locality Cluster"
              },
              "meets_on": "2026-12-03",
              "listed_at": "2026-11-23T11:04:00Z"
             },
             "details_state": "readable",
             "details": {
              "child": {
               "given_name": "Rowan",
               "family_name": "Testwell",
               "date_of_birth": "2013-04-09",
               "home_postcode": "GL1 2EH",
               "school": {
                "urn": "137482"
               },
               "identifiers": [
                {
                 "system": "upn",
                 "value": "W916401524017"
                }
               ],
               "ethnicity": "WBRI"
              },
              "referrer": {
               "name": "Mo Sample",
               "role": "SENCo",
               "email": "senco@school.example.org"
              },
              "concerns": "Rowan has stopped coming in after the second suspension and tells us that lessons feel impossible.",
              "tried": [
               "Part-time timetable for four weeks",
               "Mentor twice a week"
              ],
              "views": {
               "child": "I would go somewhere smaller.",
               "family": "We want Rowan to be back with friends by Easter."
              },
              "lawful_basis": {
               "basis": "public_task"
              }
             },
             "decisions": [],
             "actions": [],
             "corrections": [],
             "level_changes": [],
             "placement_news": [],
             "reroutings": [],
             "reopenings": [],
             "allowed_moves": [
              "assign",
              "ask_for_information",
              "chase",
              "list",
              "decide",
              "decide_ap_placement",
              "transfer"
             ]
            }
           },
           "Decision": {
            "value": {
             "kind": "ap_placement",
             "purpose": "reintegration",
             "purpose_words": "A small setting for one term, so that Rowan can come back to a full timetable.",
             "objectives": [
              "Attends 90 % of sessions by week 6",
              "Two mainstream lessons a week by week 8"
             ],
             "wanted_start": "2026-12-01",
             "weeks": 12,
             "sessions_a_week": 6,
             "ap_kind": "aps",
             "reason": "What the school could do alone has not been enough.",
             "exclusion_near": true,
             "record": {
              "options_considered": [
               "Managed move",
               "Tuition at home"
              ],
              "evidence": [
               "Attendance of 62 % since September",
               "Two reviews of the school's plan"
              ],
              "views": {
               "child": "I would go somewhere smaller.",
               "family": "We agree."
              },
              "tests": {
               "closer_to_vision": {
                "answer": "yes"
               },
               "more_equal": {
                "answer": "yes"
               },
               "best_we_can_do": {
                "answer": "partly",
                "words": "A place nearer home would be better and there is none."
               },
               "more_inclusive": {
                "answer": "partly",
                "words": "Two lessons a week stay in the mainstream school."
               }
              },
              "present": [
               "Coordinator for Gloucester",
               "Headteacher",
               "Educational psychologist"
              ],
              "dissent": "The psychologist would have waited for the second assessment.",
              "options_exhausted": "Mentoring, a part-time timetable and a managed move were tried one after the other."
             },
             "excluded_provisions": []
            }
           },
           "PlacementRequest": {
            "value": {
             "id": "0193f0a1-5b7c-7d11-9a01-0c7e5f4b2a10",
             "referral_id": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
             "case_id": "0193f09e-31d0-7b0e-9c55-7f2a60d4b311",
             "reference": "RH-KNQN-V43D",
             "locality": {
              "code": "E07000081",
              "name": "Gloucester"
             },
             "status": "declined",
             "requested_at": "2026-11-23T10:02:11Z",
             "facts": {
              "age_band": "school_age",
              "age_years": 13,
              "key_stage": "ks3",
              "level": 3,
              "send_provision": "K",
              "care": {
               "child_protection_plan": false,
               "child_in_need": false,
               "child_in_care": false
              },
              "level_4_indicators": false,
              "needs": [
               "SEMH"
              ],
              "mental_health_need": false,
              "ap_requested": true,
              "days_out_of_school": 8,
              "permanently_excluded": false
             },
             "purpose": "reintegration",
             "wanted_start": "2026-12-01",
             "weeks": 12,
             "sessions_a_week": 6,
             "rule_set": "matching-default 1",
             "shortlist": [
              {
               "provision": {
                "id": "5d0f6a3e-2b61-4a0e-9d5c-6a1c8e7f0b11",
                "name": "Severn Vale Bridge"
               },
               "score": 640,
               "reasons": [
                {
                 "code": "journey",
                 "points": 280,
                 "words": "About 4 km away."
                },
                {
                 "code": "fit_to_needs",
                 "points": 360,
                 "words": "Takes 1 of 1 needs: social, emotional and mental health."
                }
               ]
              }
             ],
             "excluded": [
              {
               "provision": {
                "id": "9a7c2f10-44be-4c53-8a77-0d1f2e3b4c55",
                "name": "Dean Woodland School"
               },
               "failed": [
                {
                 "code": "age",
                 "words": "Takes children from 14."
                }
               ]
              }
             ],
             "offers": [
              {
               "id": "0193f0a1-6c2e-7f43-8b7d-51c0a9e3d702",
               "provision": {
                "id": "5d0f6a3e-2b61-4a0e-9d5c-6a1c8e7f0b11",
                "name": "Severn Vale Bridge"
               },
               "rank": 1,
               "status": "declined",
               "offered_at": "2026-11-23T10:02:12Z",
               "answer_by": "2026-11-25T10:02:12Z",
               "answered_at": "2026-11-24T08:50:00Z",
               "urgency": "normal",
               "place": {
                "from": "2026-12-01",
                "to": "2027-02-22",
                "sessions": [
                 "mon_am",
                 "mon_pm",
                 "tue_am",
                 "tue_pm",
                 "wed_am",
                 "wed_pm"
                ]
               },
               "questions": [],
               "decline": {
                "code": "start_date",
                "words": "The next place comes free on 11 January."
               }
              }
             ],
             "allowed_moves": [
              "ask",
              "rank_again",
              "record_unable_to_match",
              "confirm_decline"
             ]
            }
           },
           "Offer": {
            "value": {
             "id": "0193f0a1-6c2e-7f43-8b7d-51c0a9e3d702",
             "reference": "RH-KNQN-V43D",
             "provision": {
              "id": "5d0f6a3e-2b61-4a0e-9d5c-6a1c8e7f0b11",
              "name": "Severn Vale Bridge"
             },
             "status": "open",
             "offered_at": "2026-11-23T10:02:12Z",
             "answer_by": "2026-11-25T10:02:12Z",
             "locality": {
              "code": "E07000081",
              "name": "Gloucester"
             },
             "key_stage": "ks3",
             "age_years": 13,
             "needs": [
              "SEMH"
             ],
             "purpose": "reintegration",
             "wanted_start": "2026-12-01",
             "weeks": 12,
             "sessions_a_week": 6,
             "details_state": "readable",
             "brief": {
              "given_name": "Rowan",
              "family_name": "Testwell",
              "date_of_birth": "2013-04-09",
              "purpose": "A small setting for one term, so that Rowan can come back to a full timetable.",
              "objectives": [
               "Attends 90 % of sessions by week 6",
               "Two mainstream lessons a week by week 8"
              ],
              "tried": [
               "Part-time timetable for four weeks",
               "Mentor twice a week"
              ],
              "child_views": "I would go somewhere smaller.",
              "family_views": "We agree.",
              "reason": "What the school could do alone has not been enough."
             },
             "questions": [],
             "allowed_moves": [
              "accept",
              "decline",
              "ask_question"
             ]
            }
           },
           "ProblemInvalid": {
            "value": {
             "type": "https://referral-hub.example/problems/invalid_fields",
             "title": "Some of this is not right",
             "status": 422,
             "detail": "Nothing was stored. Put right what is listed and send it again.",
             "instance": "4bf92f3577b34da6a3ce929d0e0e4736",
             "errors": [
              {
               "pointer": "/tried",
               "code": "required",
               "detail": "At levels 3 and 4, say what has been tried."
              },
              {
               "pointer": "/child/identifiers/0/value",
               "code": "check_digit",
               "detail": "The check letter of this UPN does not fit."
              }
             ]
            }
           },
           "ProblemSafeguarding": {
            "value": {
             "type": "https://referral-hub.example/problems/safeguarding_interruption",
             "title": "A child at immediate risk comes first",
             "status": 422,
             "detail": "Nothing was stored. If a child is in danger now, call 999. Otherwise report it to the Front Door (MASH) now, then post this again with the reference they give you.",
             "instance": "4bf92f3577b34da6a3ce929d0e0e4736",
             "errors": [
              {
               "pointer": "/safeguarding/front_door_reference",
               "code": "safeguarding_interruption",
               "detail": "The Front Door's reference is needed before this referral can go on."
              }
             ]
            }
           },
           "ImportFile": {
            "summary": "Two rows, with dates as spreadsheets write them",
            "value": "child.given_name,child.family_name,child.date_of_birth,child.send.provision,child.care.child_protection_plan,child.care.child_in_need,child.care.child_in_care,referrer.name,referrer.role,referrer.email,source,level,concerns,tried.1,needs,lawful_basis.basis\nRowan,Testwell,09/04/2013,K,no,no,no,Mo Sample,SENCo,senco@school.example.org,2A,3,\"Lessons feel impossible, he says.\",Mentor,SEMH,public_task\nRobin,Example,2014-11-30,N,no,yes,no,Mo Sample,SENCo,senco@school.example.org,2A,2,Comes in late.,,SEMH;ASD,public_task\n"
           },
           "ImportQueued": {
            "value": {
             "id": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
             "state": "queued",
             "posted_at": "2026-11-23T10:00:00Z",
             "encoding": "utf-8",
             "delimiter": "comma",
             "rows": 2,
             "accepted": 0,
             "refused": 0,
             "left": 2
            }
           },
           "ImportRunning": {
            "value": {
             "id": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
             "state": "running",
             "posted_at": "2026-11-23T10:00:00Z",
             "encoding": "windows-1252",
             "delimiter": "semicolon",
             "rows": 10000,
             "accepted": 3990,
             "refused": 10,
             "left": 6000
            }
           },
           "ImportRows": {
            "value": {
             "items": [
              {
               "row": 2,
               "state": "accepted",
               "referral_id": "0193f09e-31d0-7b0e-9c55-7f2a60d4b311",
               "reference": "RH-KNQN-V43D",
               "problems": []
              },
              {
               "row": 3,
               "state": "refused",
               "problems": [
                {
                 "column": "child.date_of_birth",
                 "code": "not_a_date",
                 "detail": "This must be a date that exists, written like 2026-11-22."
                }
               ]
              }
             ],
             "next": "WyIzIl0"
            }
           },
           "EventPage": {
            "value": {
             "items": [
              {
               "id": "0193f0a1-6c2e-7f43-8b7d-51c0a9e3d702",
               "type": "referral.acknowledged",
               "referral_id": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
               "reference": "RH-KNQN-V43D",
               "at": "2026-11-23T11:20:00Z"
              }
             ],
             "next": "WyJldmVudHMiLCJhZ2VuY3ktc2FtcGxlIiwiNyJd"
            }
           },
           "ProblemImportHeadings": {
            "value": {
             "type": "https://referral-hub.example/problems/invalid_fields",
             "title": "Some fields are wrong",
             "status": 422,
             "detail": "The headings are not those of the template. Nothing was stored.",
             "instance": "4bf92f3577b34da6a3ce929d0e0e4736",
             "errors": [
              {
               "pointer": "/columns/3",
               "code": "unknown_column",
               "detail": "The heading of column D is none of the template's."
              },
              {
               "pointer": "/columns",
               "code": "missing_column",
               "detail": "The column “concerns” is missing."
              }
             ]
            }
           },
           "Themes": {
            "summary": "A term of one locality",
            "value": {
             "rule": "Numbers from 1 to 4 are hidden, and with them as many of the next smallest as it takes for the total not to give them away.",
             "items": [
              {
               "locality": {
                "code": "E07000081",
                "name": "Gloucester"
               },
               "term": {
                "code": "2026-autumn",
                "name": "autumn term 2026",
                "from": "2026-09-02",
                "to": "2027-01-03"
               },
               "title": "The largest need: social, emotional and mental health, 38 of 61",
               "cases": 61,
               "tables": [
                {
                 "dimension": "level",
                 "words": "level of the Graduated Pathway",
                 "title": "Most referrals by level: level 3, 41 of 61",
                 "hidden": "Numbers from 1 to 4 are hidden, and as many of the next smallest as it takes for the total not to give them away: 2 of them.",
                 "rows": [
                  {
                   "value": "1",
                   "words": "level 1",
                   "hidden": true
                  },
                  {
                   "value": "2",
                   "words": "level 2",
                   "hidden": true
                  },
                  {
                   "value": "3",
                   "words": "level 3",
                   "hidden": false,
                   "count": 41,
                   "percent": 67
                  },
                  {
                   "value": "4",
                   "words": "level 4",
                   "hidden": false,
                   "count": 12,
                   "percent": 20
                  },
                  {
                   "value": "not_known",
                   "words": "not known",
                   "hidden": false,
                   "count": 0,
                   "percent": 0
                  }
                 ]
                }
               ]
              }
             ]
            }
           },
           "ThemeAction": {
            "summary": "Agreed, and not done yet",
            "value": {
             "id": "0193f0c4-1f20-7b66-9d11-6a0c2e8f4b01",
             "locality": {
              "code": "E07000081",
              "name": "Gloucester"
             },
             "theme": "need",
             "value": "SEMH",
             "period": "2026-summer",
             "what": "Offer places in a nurture group.",
             "organisation": "Hillside School",
             "owner": "the SENCO",
             "due_on": "2027-03-31",
             "agreed_by": "coordinator-gloucester",
             "agreed_at": "2026-11-23T09:30:00Z",
             "done": false
            }
           }
          }
         }
        }
        """#
}
