import HTTPTypes
import Logging
import ServiceKit

/// Why somebody could not sign in. What a page says of it helps them; what the log says of it helps whoever runs the
/// portal, and has no personal detail.
enum SignInTrouble: Error, Equatable {
    /// They, or their organisation, said no at the issuer.
    case denied
    /// The issuer turned the portal away.
    case refusedByIssuer
    /// Nobody began this sign-in in this browser, or it has been finished.
    case unknownState
    /// It was begun more than ten minutes ago.
    case tooOld
    /// The issuer does not answer, or not as OpenID Connect says.
    case issuerUnavailable(IssuerFault)
    /// What the issuer says about the person cannot be believed.
    case tokenWrong(String)
    /// Nobody has given them access.
    case noGrant(issuer: String, subject: String)
    /// What the issuer says of them and what they were given do not fit.
    case grantDiffers(GrantConflict)

    /// A stable word, for the log and for whoever is asked for help.
    var code: String {
        switch self {
        case .denied: "sign_in_denied"
        case .refusedByIssuer: "sign_in_refused_by_issuer"
        case .unknownState: "sign_in_state_unknown"
        case .tooOld: "sign_in_too_old"
        case .issuerUnavailable(let fault): fault.rawValue
        case .tokenWrong(let code): code
        case .noGrant: "no_grant"
        case .grantDiffers(let conflict): conflict.rawValue
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .denied, .noGrant, .grantDiffers: .forbidden
        case .unknownState, .tooOld: .badRequest
        case .issuerUnavailable: .serviceUnavailable
        case .refusedByIssuer, .tokenWrong: .badGateway
        }
    }

    /// Nobody has to look at what people do themselves.
    var level: Logger.Level {
        switch self {
        case .denied, .unknownState, .tooOld, .noGrant: .info
        case .refusedByIssuer, .issuerUnavailable, .tokenWrong, .grantDiffers: .warning
        }
    }

    /// What the page says: a heading, and what to do.
    func content(issuer: String?, traceID: String) -> MessageContent {
        let (heading, paragraphs) = words(issuer ?? "the service you signed in with")
        return MessageContent(
            heading: heading, paragraphs: paragraphs, traceID: traceID,
            link: .init(address: "/sign-in", words: "Sign in again"))
    }

    private func words(_ issuer: String) -> (String, [String]) {
        switch self {
        case .denied:
            (
                "You have not signed in",
                [
                    "\(issuer) says that you, or your organisation, did not agree to signing in here.",
                    "Try again and agree. If you did, ask whoever looks after your account at \(issuer).",
                ]
            )
        case .refusedByIssuer:
            (
                "You could not be signed in",
                ["\(issuer) did not let this service ask who you are. Nothing you did is wrong: ask for help."]
            )
        case .unknownState:
            (
                "You could not be signed in",
                [
                    "This sign-in was not begun in this browser, or it has been finished already.",
                    "Sign in again from here. If that does not help, let your browser accept cookies from this site.",
                ]
            )
        case .tooOld:
            ("Signing in took too long", ["You have ten minutes to sign in. Sign in again from here."])
        case .issuerUnavailable:
            (
                "Sorry, you cannot sign in at the moment",
                ["\(issuer) does not answer as it should. Nothing you did is wrong: try again in a few minutes."]
            )
        case .tokenWrong:
            (
                "You could not be signed in",
                ["What \(issuer) says about you could not be checked. Try again; if it stays so, ask for help."]
            )
        case .noGrant(let address, let subject):
            (
                "You do not have access yet",
                [
                    "You have signed in at \(issuer), but nobody has given you access to Referral Hub, or it has ended.",
                    "Ask whoever looks after access in your organisation. They will need this: “\(subject)” at \(address).",
                ]
            )
        case .grantDiffers(let conflict):
            (
                "You do not have access",
                [conflict.words(issuer), "Ask whoever looks after access in your organisation."]
            )
        }
    }
}

/// What is wrong with an issuer.
enum IssuerFault: String, Error {
    /// No answer in time, or an error.
    case noAnswer = "issuer_no_answer"
    /// Its discovery document is not one, is of another issuer, or leads to unsafe addresses.
    case document = "issuer_document"
    /// It shows no keys that can be used.
    case keys = "issuer_keys"
    /// It did not give a token for the code.
    case exchange = "issuer_exchange"
    /// It wants clients to sign in in a way that the portal does not know.
    case clientSignIn = "issuer_client_sign_in"
}
