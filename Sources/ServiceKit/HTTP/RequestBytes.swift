import HTTPTypes
import Hummingbird
import NIOCore

/// The body of a request, read whole into memory.
public enum RequestBytes {
    /// - Parameters:
    ///   - media: what the body has to be announced as, such as `text/csv`.
    ///   - name: what people call that, such as `CSV`.
    ///   - most: bytes at most.
    /// - Throws: ``Problem`` 415 when it is announced as something else, 413 when it is larger, 400 when it breaks off.
    public static func read(
        _ request: Request, as media: String, called name: String, most: Int
    ) async throws -> [UInt8] {
        guard announced(request.headers[.contentType], as: media) else {
            throw Problem(
                status: .unsupportedMediaType, code: "unsupported_media_type", title: "The body must be \(name)",
                detail: "Send “Content-Type: \(media)”.", headers: [.accept: media])
        }
        return try await read(request, most: most)
    }

    /// The same, whatever it is announced as.
    /// - Throws: ``Problem`` 413 when it is larger than `most` bytes, 400 when it breaks off.
    public static func read(_ request: Request, most: Int) async throws -> [UInt8] {
        let length = request.headers[.contentLength].flatMap(Int.init) ?? 0
        guard length <= most else { throw tooLarge(most) }
        var collected: [UInt8] = []
        // Growing by itself, a large one would be there twice, and copied again and again.
        collected.reserveCapacity(max(length, 0))
        do {
            for try await var part in request.body {
                guard collected.count + part.readableBytes <= most else { throw tooLarge(most) }
                collected.append(contentsOf: part.readBytes(length: part.readableBytes) ?? [])
            }
        } catch let problem as Problem {
            throw problem
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            // The caller hung up, or its chunks are not what they say they are.
            throw Problem.badRequest(code: "body_incomplete", "The body could not be read to its end.")
        }
        return collected
    }

    /// 413: the body is larger than `most` bytes.
    static func tooLarge(_ most: Int) -> Problem {
        Problem(
            status: .contentTooLarge, code: "body_too_large", title: "The body is too large",
            detail: "A body may have \(most) bytes at most.")
    }

    private static func announced(_ contentType: String?, as media: String) -> Bool {
        guard let announced = contentType?.split(separator: ";").first else { return false }
        return announced.lowercased().filter { $0 != " " } == media
    }
}
