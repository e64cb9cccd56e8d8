import EventFlow
import HTTPTypes
import Hummingbird
import Logging
import ServiceKit

/// Signing in, at an issuer, and out.
struct SignInPages: Sendable {
    let gate: Gate
    let press: PagePress
    let desk: SignInDesk
    /// How often a sign-in can be begun from an address; each leaves a row until it is finished or too old.
    let limit: RateLimiter?
    let logger: Logger

    func add(to router: HubRouter) {
        router.get("/sign-in", use: ask)
        // A link, not a form: browsers hold a form's whole way to its end against the policy of the page it came from, and
        // where issuers lead people on their way is not known here.
        router.get("/sign-in/with/{issuer}", use: begin)
        router.get("/sign-in/back", use: finish)
        router.post("/sign-out", use: signOut)
    }

    /// The address of the sign-in page.
    static func address(_ notice: SignInNotice? = nil, goingOnTo page: LocalPath? = nil) -> String {
        var fields: [(name: String, value: String)] = []
        if let notice { fields.append((SignInNotice.parameter, notice.rawValue)) }
        if let page, page != .home { fields.append((LocalPath.parameter, page.text)) }
        return fields.isEmpty ? "/sign-in" : "/sign-in?" + FormText.of(fields)
    }

    private func ask(_ request: Request, _ context: HubContext) async throws -> Response {
        let page = request.text(LocalPath.parameter).flatMap { LocalPath($0) }
        if let token = SessionCookie.session.token(in: request), try await gate.sessions.find(token, isUse: true) != nil
        {
            return PagePress.redirect(to: (page ?? .home).text)
        }
        var elsewhere: SignInContent.Link?
        if let issuer = request.text(Self.issuer).flatMap(desk.settings.issuer(key:)),
            let address = await desk.endOfSession(with: issuer)
        {
            elsewhere = SignInContent.Link(address: address, name: issuer.name)
        }
        let content = SignInContent(
            issuers: desk.settings.issuers, goingOnTo: page,
            notice: request.text(SignInNotice.parameter).flatMap(SignInNotice.init(rawValue:))?.words,
            elsewhere: elsewhere)
        return press.page(.signIn, title: "Sign in", content)
    }

    private func begin(_ request: Request, _ context: HubContext) async throws -> Response {
        _ = try limit?.take(context.remoteNetwork)
        guard let issuer = context.parameters.get("issuer").flatMap(desk.settings.issuer(key:)) else {
            throw Problem.notFound()
        }
        let known = SessionCookie.signIn.token(in: request)
        let browser = known ?? SessionToken()
        let page = request.text(LocalPath.parameter).flatMap { LocalPath($0) }
        do {
            let address = try await desk.begin(with: issuer, goingOnTo: page ?? .home, in: browser)
            var response = PagePress.redirect(to: address)
            if known == nil { SessionCookie.signIn.set(browser, in: &response) }
            return response
        } catch let failed as SignInDesk.Failed {
            return tell(failed, context)
        }
    }

    private func finish(_ request: Request, _ context: HubContext) async throws -> Response {
        let answer = SignInDesk.Answer(
            state: request.text("state"), code: request.text("code"), error: request.text("error"),
            issuer: request.text("iss"))
        do {
            let arrival = try await desk.finish(answer, in: SessionCookie.signIn.token(in: request))
            // Whoever was signed in before is not any more: a browser has one session, with a token nobody knew before.
            if let old = SessionCookie.session.token(in: request) { try await gate.sessions.close(old) }
            let session = try await gate.sessions.open(
                for: arrival.person, vouchedForBy: arrival.issuer.issuer, under: arrival.grant)
            logger.info(
                "Signed in",
                metadata: ["issuer": "\(arrival.issuer.issuer)", "grant": .stringConvertible(arrival.grant)])
            var response = PagePress.redirect(to: arrival.goesOnTo.text)
            SessionCookie.session.set(session.token, in: &response)
            SessionCookie.signIn.clear(in: &response)
            return response
        } catch let failed as SignInDesk.Failed {
            return tell(failed, context)
        }
    }

    private func signOut(_ request: Request, _ context: HubContext) async throws -> Response {
        var address = Self.address(.signedOut)
        if let token = SessionCookie.session.token(in: request) {
            _ = try await Form(request, of: token)
            if let session = try await gate.sessions.find(token, isUse: false),
                let issuer = desk.settings.issuer(session.issuer)
            {
                address += "&" + FormText.of([(Self.issuer, issuer.key)])
            }
            try await gate.sessions.close(token)
        }
        var response = PagePress.redirect(to: address)
        SessionCookie.session.clear(in: &response)
        return response
    }

    /// The name under which the sign-in page hears at whom somebody may still be signed in.
    private static let issuer = "from"

    private func tell(_ failed: SignInDesk.Failed, _ context: HubContext) -> Response {
        let trouble = failed.trouble
        logger.log(
            level: trouble.level, "Somebody could not sign in",
            metadata: ["code": "\(trouble.code)", "issuer": "\(failed.issuer?.issuer ?? "unknown")"])
        let content = trouble.content(issuer: failed.issuer?.name, traceID: context.trace.traceID)
        return press.page(.message, title: content.heading, content, status: trouble.status)
    }
}

extension Request {
    /// A field of the address; `nil` when it is not there or empty.
    fileprivate func text(_ name: String) -> String? {
        uri.queryParameters[name[...]].flatMap { $0.isEmpty ? nil : String($0) }
    }
}

/// Why somebody sees the sign-in page. It comes from the address, so it only ever picks one of these sentences.
enum SignInNotice: String, Sendable {
    case ended
    case signedOut = "signed-out"

    /// The name it has in the address.
    static let parameter = "because"

    var words: String {
        switch self {
        case .ended:
            "Your session has ended, because you have not used it for 30 minutes, it began more than 10 hours ago, or your "
                + "access has changed. Sign in again to go on."
        case .signedOut: "You have signed out."
        }
    }
}

/// What the sign-in page shows.
struct SignInContent: Sendable {
    let issuers: [Link]
    let isConfigured: Bool
    let notice: String?
    /// Where somebody who has signed out here is still signed in.
    let elsewhere: Link?

    struct Link: Sendable {
        let address: String
        let name: String
    }

    init(issuers: [Issuer], goingOnTo page: LocalPath?, notice: String?, elsewhere: Link? = nil) {
        let query = page.map { "?" + FormText.of([(LocalPath.parameter, $0.text)]) } ?? ""
        self.issuers = issuers.map { Link(address: "/sign-in/with/\($0.key)\(query)", name: $0.name) }
        isConfigured = !issuers.isEmpty
        self.notice = notice
        self.elsewhere = elsewhere
    }
}
