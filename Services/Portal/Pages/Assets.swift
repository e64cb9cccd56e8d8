import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceKit

/// Styles and scripts: ours, and the style sheet the service was pointed to.
struct Assets: Sendable {
    enum Name: String, Sendable, CaseIterable {
        /// Of govuk-frontend, without GOV.UK's branding; not part of this program.
        case govukFrontend = "govuk-frontend.css"
        /// Instead of it, when it is missing.
        case plain = "plain.css"
        case portal = "portal.css"
        /// The colour, made from the settings.
        case brand = "brand.css"
        case live = "live.js"
        case session = "session.js"
        case icon = "icon.svg"

        var contentType: String {
            switch self {
            case .govukFrontend, .plain, .portal, .brand: "text/css; charset=utf-8"
            case .live, .session: "text/javascript; charset=utf-8"
            case .icon: "image/svg+xml"
            }
        }
    }

    private struct File: Sendable {
        let bytes: ByteBuffer
        /// Changes with the content, so that browsers may keep what they have.
        let version: String
    }

    let brand: Brand
    private let files: [Name: File]

    /// - Parameter folder: holds `govuk-frontend.css`; pages can be read without it.
    init(folder: String?, brand: Brand = .standard, logger: Logger) {
        self.brand = brand
        var contents: [Name: [UInt8]] = [
            .plain: PackageResources.plain_css, .portal: PackageResources.portal_css, .live: PackageResources.live_js,
            .session: PackageResources.session_js, .icon: PackageResources.icon_svg,
            .brand: Array(brand.styleSheet.utf8),
        ]
        let path = folder.map { "\($0)/\(Name.govukFrontend.rawValue)" }
        if let path, let sheet = FileManager.default.contents(atPath: path) {
            contents[.govukFrontend] = Array(sheet)
        } else {
            logger.warning(
                "The style sheet is missing; pages are shown plain. Put govuk-frontend.css into the folder that portal.assets names",
                metadata: ["path": "\(path ?? "portal.assets is not set")"])
        }
        files = contents.mapValues { bytes in
            let digest = SHA256.hash(data: bytes).prefix(8)
            return File(
                bytes: ByteBuffer(bytes: bytes), version: digest.map { String($0, radix: 16) }.joined())
        }
    }

    /// Addresses of the style sheets, in the order in which they apply.
    var styles: [String] {
        [files[.govukFrontend] == nil ? Name.plain : .govukFrontend, .portal, .brand].map(address)
    }

    /// Where a file is, with its version.
    func address(of name: Name) -> String {
        "/assets/\(name.rawValue)" + (files[name].map { "?v=\($0.version)" } ?? "")
    }

    func add(to router: HubRouter) {
        router.get("/assets/{file}") { request, context in
            guard let name = context.parameters.get("file").flatMap(Name.init(rawValue:)), let file = files[name] else {
                throw Problem.notFound()
            }
            var headers: HTTPFields = [.contentType: name.contentType]
            headers[.crossOriginResourcePolicy] = "same-origin"
            if request.uri.queryParameters["v"].map(String.init) == file.version {
                headers[.cacheControl] = "public, max-age=31536000, immutable"
            }
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.bytes))
        }
    }
}
