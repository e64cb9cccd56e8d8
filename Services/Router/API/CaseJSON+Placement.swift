import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

// What a case knows of the search for a place, and of the place that came of it.
extension CaseJSON {
    /// How the last search ended and, where it found a place, how that goes now; `nil` before the first search has ended.
    static func placement(_ file: CaseFile) -> JSON? {
        file.lastSearch.map { search in
            .object(
                leavingOutNil: [
                    ("request_id", .string(search.requestID)),
                    ("found", .bool(search.provisionID != nil)),
                    ("provision_id", search.provisionID.map { .string($0) }),
                ] + (file.place.map(standing) ?? []))
        }
    }

    private static func standing(_ place: CasePlacementNoted) -> [(String, JSON?)] {
        [
            ("placement_id", .string(place.placementID)),
            ("provider_id", .string(place.providerID)),
            ("happened", .string(place.happened)),
            ("words", place.happening.map { .string($0.words) }),
            ("starts_on", .given(place.startsOn)),
            ("until", .given(place.until)),
            ("review_on", .given(place.reviewOn)),
            ("outcome", .given(place.outcome)),
        ]
    }

    /// How it went with every place there was, oldest first.
    static func placementNews(_ file: CaseFile, _ times: CaseTimes) -> JSON {
        .array(
            zip(file.placementNews, times.placementNews).map { noted, time in
                .object(
                    leavingOutNil: [
                        ("at", .instant(time)), ("request_id", .string(noted.requestID)),
                        ("provision_id", .string(noted.provisionID)), ("on", .given(noted.on)),
                    ] + standing(noted))
            })
    }
}
