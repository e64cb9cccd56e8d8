import EventFlow
import HTTPTypes
import Hummingbird
import Logging
import Postgres
import ServiceKit

/// Turns whatever a page throws into a page, and logs what is our fault.
struct PageErrors: RouterMiddleware {
    typealias Context = HubContext

    let press: PagePress

    func handle(
        _ request: Request, context: HubContext, next: (Request, HubContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let needed as SignInNeeded {
            return Self.signIn(needed, request)
        } catch let unsent as UnsentForm {
            return press.page(.keep, title: KeepContent(unsent).heading, KeepContent(unsent), status: .forbidden)
        } catch let away as ServiceAway {
            return page(Self.problem(away), traceID: context.trace.traceID)
        } catch {
            let problem = Problem(describing: error)
            if problem.status.code >= 500 { Self.log(error, problem, request, context) }
            return page(problem, traceID: context.trace.traceID)
        }
    }

    private static func problem(_ away: ServiceAway) -> Problem {
        .unavailable(
            "\(away.service.whatItKnows) cannot be reached at the moment. Nothing is lost, and the rest of the hub works.",
            retryAfterSeconds: 5)
    }

    /// Leads to the sign-in page, and from there back to the page that was asked for.
    private static func signIn(_ needed: SignInNeeded, _ request: Request) -> Response {
        let wanted = request.method == .get ? LocalPath(request.uri.string) : nil
        switch needed {
        case .notSignedIn: return PagePress.redirect(to: SignInPages.address(goingOnTo: wanted))
        case .sessionEnded:
            var response = PagePress.redirect(to: SignInPages.address(.ended, goingOnTo: wanted))
            SessionCookie.session.clear(in: &response)
            return response
        }
    }

    private func page(_ problem: Problem, traceID: String) -> Response {
        let content = Self.content(problem, traceID: traceID)
        var response = press.page(.message, title: content.heading, content, status: problem.status)
        for field in problem.headers { response.headers[field.name] = field.value }
        return response
    }

    /// What a problem's page says.
    static func content(_ problem: Problem, traceID: String) -> MessageContent {
        let home = MessageContent.Link(address: "/", words: "Go to the home page")
        switch problem.status {
        case .notFound:
            return MessageContent(
                heading: "Page not found",
                paragraphs: [
                    "If you typed the web address, check that it is right. If you pasted it, check that you copied all of it.",
                    "A referral or a queue that is not one of yours is not found either.",
                ], link: home)
        case .contentTooLarge:
            return MessageContent(
                heading: "What you sent is too long",
                paragraphs: [
                    "Nothing was saved. Go back, shorten what you typed or pasted, and send it again.",
                    "If you did not type much, load the page again and start from there.",
                ], traceID: traceID, link: home)
        case .tooManyRequests:
            return MessageContent(
                heading: "Please wait a moment",
                paragraphs: [
                    "Too much was asked from where you are just now, by you or by others who share your connection. "
                        + "Nothing is lost.", "Try again in a minute.",
                ], link: home)
        case .serviceUnavailable:
            return MessageContent(
                heading: "Sorry, the service is not available",
                paragraphs: [problem.detail, "Try again in a moment."], traceID: traceID, link: home)
        case _ where problem.status.code >= 500:
            return MessageContent(
                heading: "Sorry, there is a problem with the service",
                paragraphs: ["Nothing you did is lost. Try again later."], traceID: traceID, link: home)
        default:
            return MessageContent(heading: problem.title, paragraphs: [problem.detail], traceID: traceID, link: home)
        }
    }

    private static func log(_ error: any Error, _ problem: Problem, _ request: Request, _ context: HubContext) {
        context.logger.error(
            "A page could not be shown",
            metadata: [
                "method": "\(request.method.rawValue)", "route": "\(context.endpointPath ?? "none")",
                "status": "\(problem.status.code)", "code": "\(problem.code)",
                // Only errors known to be free of values speak for themselves.
                "why": error is PostgresError ? "\(error)" : "\(type(of: error))",
            ])
    }
}
