import FoundationEssentials
import HTTPTypes
import Hummingbird
import Inclusion
import NIOCore
import ServiceKit

/// What everybody may read, signed in or not.
struct StatementPages: Sendable {
    let gate: Gate
    let press: PagePress
    /// Whom to tell of a weakness: `mailto:`, `tel:` or `https:`; `nil` when nobody was named.
    let securityContact: String?
    let now: @Sendable () -> Date

    func add(to router: HubRouter) {
        router.get("/accessibility") { request, context in
            try await page(Statements.accessibility(press.brand), request, context)
        }
        router.get("/help") { request, context in try await page(Statements.help(press.brand), request, context) }
        router.get("/.well-known/security.txt", use: security)
    }

    /// With the menu of whoever is signed in.
    private func page(_ body: PageBody, _ request: Request, _ context: HubContext) async throws -> Response {
        do {
            return press.page(body, for: try await gate.visit(request, context).session)
        } catch is SignInNeeded {
            return press.page(body, for: nil)
        }
    }

    /// RFC 9116.
    private func security(_ request: Request, _ context: HubContext) async throws -> Response {
        guard let securityContact else { throw Problem.notFound() }
        return Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(
                byteBuffer: ByteBuffer(string: SecurityText.text(contact: securityContact, now: now()))))
    }
}

/// Whom to tell of a weakness (RFC 9116).
enum SecurityText {
    /// How long what it says may be relied on: whoever runs the hub vouches for it as long as it runs.
    private static let lifetime: TimeInterval = 90 * 86_400

    /// Lines end as the standard wants it.
    static func text(contact: String, now: Date) -> String {
        let expires = RFC3339.text(now.addingTimeInterval(lifetime))
        return "Contact: \(contact)\r\nExpires: \(expires)\r\nPreferred-Languages: en\r\n"
    }

    /// A contact the standard allows, from `portal.security.contact`.
    /// - Throws: ``ConfigurationError``
    static func contact(_ text: String?) throws(ConfigurationError) -> String? {
        guard let text else { return nil }
        let schemes = ["mailto:", "https://", "tel:"]
        guard schemes.contains(where: { text.hasPrefix($0) && text.utf8.count > $0.utf8.count }),
            text.utf8.allSatisfy({ (33...126).contains($0) })
        else {
            throw ConfigurationError(
                problems: [
                    SettingProblem(
                        key: "portal.security.contact", words: "is no contact as RFC 9116 has them.",
                        remedy: "Write an address without blanks that begins with mailto:, https:// or tel:.")
                ])
        }
        return text
    }
}
