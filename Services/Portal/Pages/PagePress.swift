import HTTPTypes
import Hummingbird
import NIOCore

/// Makes answers out of pages.
struct PagePress: Sendable {
    let templates: PageTemplates
    let assets: Assets
    var brand: Brand { assets.brand }
    let isDemonstration: Bool

    /// An answer that is a page.
    func page<Content: Sendable>(
        _ template: PageTemplates.Name, title: String, _ content: Content, for session: Session? = nil,
        status: HTTPResponse.Status = .ok, isLive: Bool = false, in place: PageArea? = nil
    ) -> Response {
        let frame = PageFrame(
            brand: brand.name,
            styles: assets.styles, icon: assets.address(of: .icon), scripts: isLive ? [assets.address(of: .live)] : [],
            isDemonstration: isDemonstration,
            person: session.map {
                PageFrame.SignedIn(
                    name: $0.person.displayName, formToken: $0.token.formToken, script: assets.address(of: .session),
                    secondsLeft: Int($0.timeLeft))
            }, menu: PageFrame.Menu(areas: session.map { PageArea.parts(for: $0.person, at: place) } ?? []))
        let html = templates.html(Page(template: template, title: title, frame: frame, content: content))
        return Response(
            status: status, headers: Self.headers, body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    /// An answer that is a page made of blocks.
    /// - Parameter place: the area it belongs to.
    func page(
        _ body: PageBody, for session: Session?, in place: PageArea? = nil, status: HTTPResponse.Status = .ok
    ) -> Response {
        page(.body, title: body.windowTitle, body, for: session, status: status, isLive: body.isLive, in: place)
    }

    /// Leads the browser to another page of ours.
    static func redirect(to path: String) -> Response {
        var headers = headers
        headers[.location] = path
        headers[.contentType] = nil
        return Response(status: .seeOther, headers: headers)
    }

    /// What every page carries. Referrer policy, nosniff, HSTS and no-store come with every answer of a service.
    private static let headers: HTTPFields = {
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8",
            .contentSecurityPolicy:
                "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
                + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ]
        headers[.crossOriginOpenerPolicy] = "same-origin"
        headers[.crossOriginResourcePolicy] = "same-origin"
        headers[.permissionsPolicy] = "camera=(), geolocation=(), microphone=()"
        return headers
    }()
}

extension HTTPField.Name {
    fileprivate static let crossOriginOpenerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy") ?? .via
    static let crossOriginResourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy") ?? .via
    fileprivate static let permissionsPolicy = HTTPField.Name("Permissions-Policy") ?? .via
}
