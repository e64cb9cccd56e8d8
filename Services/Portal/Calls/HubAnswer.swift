import HTTPTypes
import ServiceKit

/// What a service answered, whether it did what it was asked or said why not.
struct HubAnswer: Sendable {
    let status: Int
    /// The version of what was read or changed, as `If-Match` wants it.
    let version: String?
    let json: JSON
    /// As it came, for what is no JSON, such as a file.
    var bytes: [UInt8] = []

    var isGood: Bool { (200..<300).contains(status) }

    /// The code of a problem: the last part of its type.
    var code: String { json.at("type")?.words?.split(separator: "/").last.map(String.init) ?? "" }
    /// What happened and what to do about it, in the service's words.
    var detail: String { json.at("detail")?.words ?? "" }

    /// Every field that was wrong.
    var errors: [FieldProblem] {
        (json.at("errors")?.items ?? []).map {
            FieldProblem(
                pointer: $0.at("pointer")?.words ?? "", code: $0.at("code")?.words ?? "",
                detail: $0.at("detail")?.words ?? "")
        }
    }

    /// What happened since somebody looked, of a 412.
    var changes: [(code: String, at: String)] {
        (json.at("changes")?.items ?? []).map { ($0.at("code")?.words ?? "", $0.at("at")?.words ?? "") }
    }

    /// The service's problem as one of a page, for what no form can show.
    var problem: Problem {
        Problem(
            status: .init(code: status), code: code, title: json.at("title")?.words ?? "It was not possible",
            detail: detail, errors: errors)
    }
}

/// A service did not answer, or not in time.
struct ServiceAway: Error, Equatable {
    let service: HubService
}
