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
          "description": "Schools, health, police, youth justice, housing, social care and the voluntary sector post\nreferrals here. The hub works out the locality and the forum, puts the referral in that\nlocality's queue and, where the answer is alternative provision, finds a provider with a\nfitting place and asks it. Everyone who has a stake hears what happened.\n\n**Manners, the same everywhere**\n\n- Times are UTC, RFC 3339 with `Z`; dates are ISO 8601. Unknown fields are refused.\n- A list is `{items, next}`: hand `next` back as `?cursor=`. The same address is in\n  `Link: <…>; rel=\"next\"`. No `next`: that was the last page.\n- Every error is `application/problem+json` (RFC 9457). The last part of `type` is the\n  problem's code. `errors` has all that is wrong at once, each with a JSON pointer and a code.\n  No error repeats what was sent.\n- Every POST needs `Idempotency-Key`. The same key with the same body gets the same answer\n  again, with `Idempotency-Replayed: true`; it is kept for 7 days per client.\n- `ETag` is the version of what was read. A change sends it back as `If-Match`. An `If-Match`\n  that is out of date is answered 412, and nothing is changed.\n- `allowed_moves` is what this caller may do now. Any other move is answered 409.\n- A child's name, date of birth and identifiers are never part of an address, a header, a list\n  or an error. Reading them leaves a trace in the access log.\n- `trace-id` in every answer, and `instance` in a problem, lead to the logs: quote it when asking for help.\n\n**Problem codes.** 400 `malformed_json`, `invalid_utf8`, `duplicate_name`, `nested_too_deeply`, `bad_request`,\n`idempotency_key_required`, `idempotency_key_invalid`, `if_match_invalid`; 401 `unauthorised`; 403 `forbidden`,\n`role_required`, `other_locality`; 404 `not_found`; 405 `method_not_allowed`; 409 `not_allowed_now`,\n`changed_meanwhile`, `still_running`; 410 `erased`; 412 `stale_version`; 413 `body_too_large`; 415\n`unsupported_media_type`; 422 `invalid_fields`, `idempotency_key_reused`, `safeguarding_interruption`; 428\n`if_match_required`; 500 `internal_error`; 503 `unavailable`.\n\n**Status words of a referral**, the same in the API, on screens and in mail:\n\n| word | means |\n|---|---|\n| `submitted` | The hub has it and is working out who should see it. |\n| `with_coordinator` | It is in a locality's queue; no person has opened it yet. |\n| `acknowledged` | A coordinator has read it and is deciding what to do. |\n| `looking_for_a_place` | Alternative provision was agreed; the hub is choosing whom to ask. |\n| `offered` | A provider has been asked and has not answered yet. |\n| `placed` | A provider has said yes. |\n| `no_place_found` | No provision fits; the coordinator has it again. |\n",
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
          "/v1/referrals": {
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
            "operationId": "postReferral",
            "summary": "Refer a child",
            "description": "A 201 means that the referral is on disk. It is never refused for having come to the wrong\nlocality or team: it is passed on, and the referrer hears.\n\nIf a child is at immediate risk, nothing is stored and the answer is the problem\n`safeguarding_interruption`: call 999 or the Front Door first, then post again with the\nFront Door's reference.\n",
            "x-roles": [
             "agency"
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
                "school": {
                 "$ref": "#/components/examples/ReferralFromSchool"
                },
                "minimal": {
                 "$ref": "#/components/examples/ReferralMinimal"
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
              "$ref": "#/components/responses/KeyInUse"
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
            "description": "Unacknowledged cases first, the one to be acknowledged soonest on top: by `acknowledge_by`,\nthen `id`; then the others in the same order. What is closed is left out unless it is asked for by `status`. Only\nlocalities in the caller's token. A list never names a child.\n",
            "x-roles": [
             "coordinator"
            ],
            "parameters": [
             {
              "$ref": "#/components/parameters/LocalityFilter"
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
                "$ref": "#/components/schemas/Question"
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
            "description": "The agencies that referred are told which forum and when. Listing again moves it to another meeting. Not while there is no\nlawful basis for sharing (409 `sharing_stopped`).\n",
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
                "talc": {
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
            "description": "Kind `ap_placement`: the locality's coordinator authorises alternative provision and the hub\nstarts to look for a place. Not while there is no lawful basis for sharing (409 `sharing_stopped`). The other kinds say\nwhy, and what to do instead or next: nobody is sent away without words. All but `supported` close the case; a search for a\nplace then ends. The case itself is what is changed and answered: its new `ETag` comes back.\n",
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
                  "next": "Review the plan with the family at half-term. Refer again if Rowan misses more than two days a week."
                 }
                },
                "nothing": {
                 "value": {
                  "kind": "no_further_action",
                  "reason": "threshold_not_met",
                  "why": "What is described can be met from the school's own support.",
                  "next": "Ask the Inclusion Service's advice line for a visit."
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
            "description": "Right in the same second as the event. One item for every locality in the caller's token, empty queues too.",
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
                      "needs_information": 1,
                      "listed": 4,
                      "awaiting_placement": 2,
                      "active": 11,
                      "closed": 40
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
            "description": "Allowed while the request is `declined`, for the offer that was declined. If nobody is left to ask, the request\nbecomes `unable_to_match`.\n",
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
            "description": "No body. Allowed while the offer is `open`. Two children can never be given one place: whoever comes\nsecond is answered 409 with the error code `no_place_left`.\n",
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
              "description": "The offer is no longer open (`not_allowed_now`), the last place is taken (`no_place_left`), or the first request with this key is still running (`still_running`).",
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
                   "detail": "The last place was taken while this offer was open.",
                   "instance": "4bf92f3577b34da6a3ce929d0e0e4736",
                   "errors": [
                    {
                     "pointer": "",
                     "code": "no_place_left",
                     "detail": "This provision has no place left."
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
            "description": "Ordered by `name` then `id`. `places.taken` counts accepted offers.",
            "x-roles": [
             "coordinator",
             "provider"
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
                      "free": 15
                     },
                     "sessions_a_week": 10,
                     "registered": true,
                     "weekly_hours": 25,
                     "assured_until": "2027-07-31",
                     "effectiveness": {
                      "score": 71,
                      "based_on": 38
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
          }
         },
         "components": {
          "securitySchemes": {
           "bearer": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "ES256, audience `referral-hub`. Claims: `sub`, `org` (the organisation), `roles` (agency, coordinator, provider,\noperator, dpo, board), `agency_kind` for agencies, `localities` for coordinators. `x-roles` at each operation\nsays which roles may call it.\n"
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
             "pattern": "^(\"[0-9a-fA-F-]{36}\"|[0-9a-fA-F-]{36})$",
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
           "IdempotencyReplayed": {
            "description": "`true` when this answer was already given for this key.",
            "schema": {
             "type": "string",
             "enum": [
              "true"
             ]
            }
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
                  "decide_ap_placement"
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
            "description": "Not readable (JSON, UTF-8, an id, a query) or without an `Idempotency-Key` (`idempotency_key_required`).",
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
            "description": "The caller's role, agency or locality does not allow it.",
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
            "description": "Slower, please. From the gateway in front, where there is one.",
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
               "slower": {
                "value": {
                 "type": "https://referral-hub.example/problems/too_many_requests",
                 "title": "Too many requests",
                 "status": 429,
                 "detail": "Try again after the time in Retry-After.",
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
           "LongText": {
            "type": "string",
            "minLength": 1,
            "maxLength": 2000,
            "pattern": "\\S"
           },
           "Move": {
            "type": "string",
            "description": "acknowledge: POST /v1/cases/{id}/acknowledgement. ask_for_information: POST /v1/cases/{id}/questions. list:\nPOST /v1/cases/{id}/listings. decide, decide_ap_placement: POST /v1/cases/{id}/decisions. confirm_decline: POST /v1/placement-requests/{id}/decline-confirmations. accept, decline: POST /v1/offers/{id}/acceptance, …/decline.\n",
            "enum": [
             "acknowledge",
             "ask_for_information",
             "list",
             "decide",
             "decide_ap_placement",
             "confirm_decline",
             "accept",
             "decline"
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
              "description": "Source of referral, as in the children-in-need census (2A schools, 6 police, …).",
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
             "tried": {
              "type": "array",
              "description": "What has been tried so far (the graduated approach). Needed at levels 3 and 4.",
              "maxItems": 20,
              "items": {
               "type": "string",
               "minLength": 1,
               "maxLength": 500,
               "pattern": "\\S"
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
             "required": [
              "tried"
             ],
             "properties": {
              "tried": {
               "minItems": 1
              }
             }
            }
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
             "date_of_birth": {
              "type": "string",
              "format": "date"
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
              "type": "string",
              "pattern": "^\\+?[0-9() -]{7,20}$"
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
             }
            }
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
            "description": "submitted - the hub is working out who should see it. with_coordinator - in a locality's queue, not opened yet.\nacknowledged - a coordinator has read it. looking_for_a_place - alternative provision was agreed. offered - a provider has been asked.\nplaced - a provider has said yes. no_place_found - nothing fits; the coordinator has it again.\n",
            "enum": [
             "submitted",
             "with_coordinator",
             "acknowledged",
             "looking_for_a_place",
             "offered",
             "placed",
             "no_place_found"
            ]
           },
           "ReferralReceipt": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "reference",
             "status",
             "allowed_moves",
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
              "$ref": "#/components/schemas/AllowedMoves"
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
             "allowed_moves",
             "details_state",
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
             "allowed_moves": {
              "$ref": "#/components/schemas/AllowedMoves"
             },
             "details_state": {
              "$ref": "#/components/schemas/DetailsState"
             },
             "referral": {
              "description": "As posted. Left out when the child's key was erased.",
              "$ref": "#/components/schemas/Referral"
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
             "with": {
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
             "next": {
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
                 "type": "string",
                 "enum": [
                  "submitted",
                  "routed",
                  "acknowledged",
                  "placement_agreed",
                  "provider_asked",
                  "provider_declined",
                  "placed",
                  "no_place_found"
                 ]
                },
                "words": {
                 "type": "string"
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
            "description": "open - nobody has read it yet. acknowledged - a coordinator has the ball. needs_information - an agency was asked and has\nnot answered. listed - on the agenda of a forum. awaiting_placement - a place is being looked for. active - support or a\nplace has been arranged. closed - see its outcome. When no place is found, a case is acknowledged again.\n",
            "enum": [
             "open",
             "acknowledged",
             "needs_information",
             "listed",
             "awaiting_placement",
             "active",
             "closed"
            ]
           },
           "CaseOutcome": {
            "type": "string",
            "description": "The first four are decisions. withdrawn, entered_in_error - the agency took its referral back.",
            "enum": [
             "advice_given",
             "signposted",
             "supported",
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
              "description": "Still open after `acknowledge_by`."
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
             "details_of",
             "details_state",
             "other_referrals",
             "amendments",
             "sharing",
             "questions",
             "decisions",
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
              "$ref": "#/components/schemas/CodedFacts"
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
              "type": "boolean"
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
             "placement": {
              "type": "object",
              "description": "How the search for a place ended, once it has.",
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
               }
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
           "Question": {
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
            "additionalProperties": false,
            "required": [
             "forum",
             "meets_on"
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
             "meets_on": {
              "type": "string",
              "format": "date",
              "description": "Today or later."
             }
            }
           },
           "OutcomeDecision": {
            "type": "object",
            "additionalProperties": false,
            "required": [
             "kind",
             "why",
             "next"
            ],
            "properties": {
             "kind": {
              "type": "string",
              "enum": [
               "advice_given",
               "signposted",
               "supported"
              ]
             },
             "why": {
              "$ref": "#/components/schemas/LongText"
             },
             "next": {
              "$ref": "#/components/schemas/LongText"
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
             "next"
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
               "date_of_birth": {
                "type": "string",
                "format": "date"
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
               }
              }
             },
             "referrer": {
              "$ref": "#/components/schemas/Referrer"
             },
             "concerns": {
              "type": "string"
             },
             "tried": {
              "type": "array",
              "items": {
               "type": "string"
              }
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
             "views"
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
             "options_considered": {
              "type": "array",
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
              "description": "Recorded with every decision.",
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
             "excluded_provisions": {
              "type": "array",
              "description": "Provisions that must not be asked (not with another child, the family's wish).",
              "maxItems": 50,
              "uniqueItems": true,
              "items": {
               "type": "string",
               "format": "uuid"
              }
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
            "description": "With ap_placement purpose, start, weeks and sessions; with the other kinds why, what next, and whether it closes the case.",
            "properties": {
             "kind": {
              "type": "string",
              "enum": [
               "ap_placement",
               "advice_given",
               "signposted",
               "supported",
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
             "decided_by": {
              "type": "string",
              "description": "Subject of the coordinator's token."
             },
             "decided_at": {
              "$ref": "#/components/schemas/Instant"
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
                  "needs_information",
                  "listed",
                  "awaiting_placement",
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
            "description": "shortlisted - ranked, nobody asked yet. offered - a provider has been asked. declined - it said no, and the coordinator has not\nconfirmed that yet. accepted - it said yes. unable_to_match - nothing fits, or nobody is left to ask; counted as unmet demand.\nwithdrawn - nobody looks for a place any more: the case was closed, or may not be shared.\n",
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
            "description": "withdrawn - the request was withdrawn before the provider answered; what it said can no longer be read.",
            "enum": [
             "open",
             "accepted",
             "declined",
             "decline_confirmed",
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
              "description": "When unable_to_match: how many provisions failed each hard rule.",
              "additionalProperties": {
               "type": "integer",
               "minimum": 0
              }
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
             "answer_by"
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
             "details_state": {
              "$ref": "#/components/schemas/DetailsState"
             },
             "brief": {
              "$ref": "#/components/schemas/Brief"
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
            "type": "object",
            "additionalProperties": false,
            "required": [
             "id",
             "name",
             "provider",
             "kind",
             "minimum_age",
             "maximum_age",
             "key_stages",
             "needs",
             "places",
             "sessions_a_week",
             "registered",
             "weekly_hours",
             "assured_until",
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
              "format": "date"
             },
             "effectiveness": {
              "type": "object",
              "description": "Measured, 0 to 100, with the number of children it rests on. Left out when nothing was measured.",
              "additionalProperties": false,
              "required": [
               "score",
               "based_on"
              ],
              "properties": {
               "score": {
                "type": "integer",
                "minimum": 0,
                "maximum": 100
               },
               "based_on": {
                "type": "integer",
                "minimum": 1
               }
              }
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
               "provider"
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
                "value": "W916401524017"
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
             "tried": [
              "Part-time timetable for four weeks",
              "Mentor twice a week"
             ],
             "needs": [
              "SEMH"
             ],
             "exclusion": {
              "permanent": false,
              "days_out_of_school": 8
             },
             "asks": {
              "alternative_provision": true,
              "kind": "aps",
              "headteacher_authorisation": {
               "name": "Alex Example",
               "on": "2026-09-21"
              }
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
           "ReferralReceipt": {
            "value": {
             "id": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
             "reference": "RH-KNQN-V43D",
             "status": "submitted",
             "allowed_moves": [],
             "what_happens_next": "We are finding the right locality and forum. A person will acknowledge this within one working day."
            }
           },
           "ReferralRecord": {
            "value": {
             "id": "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20",
             "reference": "RH-KNQN-V43D",
             "submitted_at": "2026-11-23T09:30:00Z",
             "allowed_moves": [],
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
             "allowed_moves": [
              "acknowledge"
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
             "allowed_moves": [
              "ask_for_information",
              "list",
              "decide",
              "decide_ap_placement"
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
             "options_considered": [
              "Managed move",
              "Tuition at home"
             ],
             "views": {
              "child": "I would go somewhere smaller.",
              "family": "We agree."
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
                 "words": "Takes SEMH as its main work."
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
               "decline": {
                "code": "start_date",
                "words": "The next place comes free on 11 January."
               }
              }
             ],
             "allowed_moves": [
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
             "allowed_moves": [
              "accept",
              "decline"
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
           }
          }
         }
        }
        """#
}
