import CSV
import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Inclusion
import ServiceKit

/// The alternative provision census, for the authority's coordinators: as a file, or in the structure of its XML.
struct CensusAPI: Sendable {
    let desk: CensusDesk

    func add(to router: HubRouter) {
        router.get("/v1/census", use: census)
    }

    /// The longest period that is asked for at once, in days.
    private static let mostDays = 400

    private func census(_ request: Request, _ context: HubContext) async throws -> Response {
        let reader = try context.reader(as: .coordinator)
        let period = try Self.period(request)
        let rows = try await desk.rows(period, in: try context.identity.localities.sorted(), for: reader)
        guard request.headers[.accept]?.lowercased().contains("text/csv") == true else {
            return .json(CensusFile.json(rows, period))
        }
        return .csv(CensusFile.csv(rows), fileName: "ap-census.csv")
    }

    private static func period(_ request: Request) throws(Problem) -> ClosedRange<CalendarDate> {
        let (from, to) = (try day("from", request), try day("to", request))
        guard from <= to, from.days(until: to) <= mostDays else {
            throw .badRequest(
                code: "period_invalid", "“to” is not before “from”, and at most \(mostDays) days after it.")
        }
        return from...to
    }

    private static func day(_ name: String, _ request: Request) throws(Problem) -> CalendarDate {
        guard let text = request.uri.queryParameters[Substring(name)], let day = CalendarDate(String(text)) else {
            throw .badRequest(code: "\(name)_invalid", "“\(name)” is a date such as 2027-01-21.")
        }
        return day
    }
}

/// What the census looks like.
enum CensusFile {
    /// The structure of the XML that is sent: what is to be corrected first stands beside it, each row by its placement.
    static func json(_ rows: [CensusRow], _ period: ClosedRange<CalendarDate>) -> JSON {
        let judged = rows.map { ($0, $0.problems) }
        return [
            "header": [
                "collection": "AP", "from": .string(period.lowerBound.description),
                "to": .string(period.upperBound.description),
            ],
            "pupils": .array(judged.filter(\.1.isEmpty).map { pupil($0.0) }),
            "invalid": .array(
                judged.filter { !$0.1.isEmpty }.map { row, problems in
                    [
                        "placement_id": .string(row.placementID), "reference": .string(row.reference),
                        "problems": .array(
                            problems.map {
                                [
                                    "pointer": .string($0.pointer), "code": .string($0.code),
                                    "detail": .string($0.words),
                                ]
                            }),
                    ]
                }),
        ]
    }

    private static func pupil(_ row: CensusRow) -> JSON {
        let (child, setting) = (row.child ?? .init(), setting(row))
        return [
            "identifiers": .object(leavingOutNil: [
                ("upn", .string(child.upn)), ("uln", .given(child.uln)), ("surname", .string(child.familyName)),
                ("forename", .string(child.givenName)), ("date_of_birth", .string(child.dateOfBirth)),
                ("sex", .string(child.sex)),
            ]),
            "characteristics": .object(leavingOutNil: [
                ("ethnicity", .string(child.ethnicity)), ("sen_provision", .string(child.senProvision)),
                ("postcode", .given(child.homePostcode)),
            ]),
            "placement": .object(leavingOutNil: [
                ("id", .string(row.placementID)), ("urn", .given(setting.urn)), ("ukprn", .given(setting.ukprn)),
                ("setting_type", .given(setting.type)), ("reason", .string(row.reason)),
                ("entry_date", .string(row.entered)), ("leaving_date", row.left.map { .string($0) }),
                ("attendance_pattern", .string(row.attendancePattern)),
                ("sessions_per_week", .number(row.sessionsAWeek)),
            ]),
        ]
    }

    /// A row for each child, whether right or not: the last column says what is to be corrected first.
    static func csv(_ rows: [CensusRow]) -> CSVText {
        var csv = CSVText(columns: [
            "upn", "uln", "surname", "forename", "date_of_birth", "sex", "ethnicity", "sen_provision", "postcode",
            "urn",
            "ukprn", "setting_type", "reason", "entry_date", "leaving_date", "attendance_pattern", "sessions_per_week",
            "placement_id", "problems",
        ])
        for row in rows {
            let (child, setting) = (row.child ?? .init(), setting(row))
            csv.add([
                child.upn, child.uln, child.familyName, child.givenName, child.dateOfBirth, child.sex, child.ethnicity,
                child.senProvision, child.homePostcode, setting.urn, setting.ukprn, setting.type, row.reason,
                row.entered, row.left ?? "", row.attendancePattern, String(row.sessionsAWeek), row.placementID,
                row.problems.map { "\($0.pointer) \($0.code)" }.joined(separator: "; "),
            ])
        }
        return csv
    }

    private static func setting(_ row: CensusRow) -> (urn: String, ukprn: String, type: String) {
        switch row.setting {
        case .urn(let number): (number, "", "")
        case .ukprn(let number): ("", number, "")
        case .unregistered(let type): ("", "", type.code)
        case nil: ("", "", "")
        }
    }
}
