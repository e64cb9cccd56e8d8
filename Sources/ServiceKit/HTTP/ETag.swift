import Contracts
import EventFlow
import HTTPTypes
import Hummingbird

/// The version of an aggregate as HTTP shows it: `ETag: "3"` out, `If-Match: "3"` in.
public enum ETag {
    /// The entity tag of a version.
    public static func text(_ version: Int64) -> String { "\"\(version)\"" }
}

/// The version a change is meant for, from `If-Match`.
///
/// Every change of something that exists carries one, so that nobody overwrites what they have not seen.
public struct IfMatch: Sendable, Equatable {
    /// The version the caller has seen.
    public let version: Int64

    /// - Throws: ``Problem`` 428 when the header is absent, 400 when it is not one strong entity tag of ours.
    public init(_ request: Request) throws(Problem) {
        guard let header = request.headers[.ifMatch] else {
            throw Problem(
                status: .preconditionRequired, code: "if_match_required", title: "Say which version you mean",
                detail: "Send “If-Match” with the ETag you read, so that nobody else's change is overwritten.")
        }
        let text = header.filter { $0 != " " }
        guard text.count > 2, text.hasPrefix("\""), text.hasSuffix("\""),
            let version = Int64(text.dropFirst().dropLast()), version >= 0
        else {
            throw .badRequest(
                code: "if_match_invalid", "“If-Match” must hold one ETag exactly as it was given, like \"3\".")
        }
        self.version = version
    }

    /// Checks the version against what was loaded.
    /// - Throws: ``Problem`` 412 with the current version and what has happened since the caller looked.
    public func require<A: Aggregate>(_ loaded: Loaded<A>) throws(Problem) {
        guard version == loaded.version else {
            throw .stale(
                current: loaded.version,
                changes: loaded.history.filter { $0.version > version }.map {
                    (code: Self.code(of: $0.type), at: $0.time)
                })
        }
    }

    /// `acknowledged` of `referralhub.cases.acknowledged.v1`.
    private static func code(of type: String) -> String {
        type.split(separator: ".").dropLast().last.map(String.init) ?? type
    }
}
