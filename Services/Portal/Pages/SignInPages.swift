import HTTPTypes
import Hummingbird
import Inclusion
import Logging
import ServiceKit

/// Signing in and out. The only way in so far is the demonstration's, where it is switched on.
struct SignInPages: Sendable {
    let gate: Gate
    let press: PagePress
    let isDemonstration: Bool
    let localities: @Sendable () async throws -> LocalityBook

    func add(to router: HubRouter) {
        router.get("/sign-in", use: ask)
        router.post("/sign-in", use: signIn)
        router.post("/sign-out", use: signOut)
    }

    private func ask(_ request: Request, _ context: HubContext) async throws -> Response {
        if let token = SessionCookie.session.token(in: request), try await gate.sessions.find(token, isUse: true) != nil
        {
            return PagePress.redirect(to: "/")
        }
        let notice = request.uri.queryParameters[SignInNotice.parameter[...]].flatMap {
            SignInNotice(rawValue: String($0))
        }
        return try await form(request, notice: notice, error: nil)
    }

    private func signIn(_ request: Request, _ context: HubContext) async throws -> Response {
        guard isDemonstration else {
            throw Problem.forbidden(code: "sign_in_not_configured", SignInContent.notConfigured)
        }
        let form = try await Form(request, of: SessionCookie.form.token(in: request))
        guard let choice = form[SignInContent.field] else {
            return try await self.form(request, notice: nil, error: "Choose the coordinator you want to be")
        }
        guard let person = DemoCoordinators.of(locality: choice, among: try await localities()) else {
            throw Problem.notFound()
        }
        // Whoever was signed in before is not any more: a browser has one session.
        if let old = SessionCookie.session.token(in: request) { try await gate.sessions.close(old) }
        let session = try await gate.sessions.open(for: person)
        context.logger.info("Signed in", metadata: ["subject": "\(person.subject)"])
        var response = PagePress.redirect(to: "/")
        SessionCookie.session.set(session.token, in: &response)
        SessionCookie.form.clear(in: &response)
        return response
    }

    private func signOut(_ request: Request, _ context: HubContext) async throws -> Response {
        if let token = SessionCookie.session.token(in: request) {
            _ = try await Form(request, of: token)
            try await gate.sessions.close(token)
        }
        var response = PagePress.redirect(to: "/sign-in?\(SignInNotice.parameter)=\(SignInNotice.signedOut.rawValue)")
        SessionCookie.session.clear(in: &response)
        return response
    }

    private func form(_ request: Request, notice: SignInNotice?, error: String?) async throws -> Response {
        let known = SessionCookie.form.token(in: request)
        let token = known ?? SessionToken()
        let content = SignInContent(
            localities: isDemonstration ? try await localities().all : nil, notice: notice?.words, error: error,
            formToken: token.formToken)
        var response = press.page(
            .signIn, title: (error == nil ? "" : "Error: ") + content.heading, content,
            status: error == nil ? .ok : .unprocessableContent)
        if known == nil, isDemonstration { SessionCookie.form.set(token, in: &response) }
        return response
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
            "Your session has ended, because you have not used it for 30 minutes or it began more than 10 hours ago. Sign in "
                + "again to go on."
        case .signedOut: "You have signed out."
        }
    }
}

/// What the sign-in page shows.
struct SignInContent: Sendable {
    static let field = "coordinator"
    static let notConfigured = "Signing in has not been set up here."

    let isDemonstration: Bool
    let heading: String
    let notice: String?
    let error: String?
    let formToken: String
    let choices: [Choice]

    struct Choice: Sendable {
        let id: String
        let code: String
        let name: String
        let owner: String
    }

    /// - Parameter localities: to choose from, in a demonstration; `nil` where it is none.
    init(localities: [Locality]?, notice: String?, error: String?, formToken: String) {
        isDemonstration = localities != nil
        self.notice = notice
        self.error = error
        self.formToken = formToken
        heading = isDemonstration ? "Whose queue do you want to see?" : "Sign in"
        choices = Self.choices(localities ?? [])
    }
}

extension SignInContent {
    private static func choices(_ localities: [Locality]) -> [Choice] {
        // The first field has the name an error summary links to.
        localities.enumerated().map { number, locality in
            Choice(
                id: number == 0 ? field : "\(field)-\(number + 1)", code: locality.code, name: locality.name,
                owner: locality.owner)
        }
    }
}
