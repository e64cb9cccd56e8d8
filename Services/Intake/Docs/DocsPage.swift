import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceKit

/// `/docs`: the API to read and to try, from the service's own origin. Swagger UI is not part of this program: it lies in
/// the folder the service was pointed to, and without it there is no such page.
struct DocsPage: Sendable {
    /// The settings of this part.
    static let settings = [Setting("docs.assets", meaning: "folder with swagger-ui-bundle.js and swagger-ui.css")]

    /// No inline script or style, nothing from elsewhere, and no other site's frame around it.
    static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    private struct File: Sendable {
        let type: String
        let bytes: ByteBuffer
    }

    /// By path.
    private let files: [String: File]

    init(host: ServiceHost) {
        let folder = host.settings.text("docs.assets") ?? ""
        guard let script = FileManager.default.contents(atPath: "\(folder)/swagger-ui-bundle.js"),
            let sheet = FileManager.default.contents(atPath: "\(folder)/swagger-ui.css")
        else {
            host.logger.notice(
                "There is no page at /docs: docs.assets names no folder with Swagger UI. ./ops/setup fetches it")
            files = [:]
            return
        }
        files = [
            "/docs": File(type: "text/html; charset=utf-8", bytes: ByteBuffer(bytes: PackageResources.docs_html)),
            "/docs/docs.js": File(
                type: "text/javascript; charset=utf-8", bytes: ByteBuffer(bytes: PackageResources.docs_js)),
            "/docs/swagger-ui-bundle.js": File(
                type: "text/javascript; charset=utf-8", bytes: ByteBuffer(bytes: script)),
            "/docs/swagger-ui.css": File(type: "text/css; charset=utf-8", bytes: ByteBuffer(bytes: sheet)),
        ]
    }

    func add(to router: HubRouter) {
        for (path, file) in files {
            router.get(RouterPath(path)) { _, _ in
                Response(
                    status: .ok,
                    headers: [
                        .contentType: file.type, .contentSecurityPolicy: Self.policy,
                        .cacheControl: "public, max-age=300", .crossOriginResourcePolicy: "same-origin",
                    ], body: ResponseBody(byteBuffer: file.bytes))
            }
        }
    }
}
