import Foundation

/// Where a clone keeps its samples and its state, found from the working folder or from where this executable lies.
enum Places {
    /// `ops/samples/NAME` of the clone.
    static func sample(_ name: String) -> String {
        found("ops/samples/\(name)") ?? "ops/samples/\(name)"
    }

    /// `.hub/secrets` of the clone.
    static var secrets: String { found(".hub/secrets") ?? ".hub/secrets" }

    /// The folder this executable lies in, together with those of the services.
    static var executables: String {
        let path =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: path).deletingLastPathComponent().path
    }

    private static func found(_ path: String) -> String? {
        for start in [FileManager.default.currentDirectoryPath, executables] {
            var folder = URL(fileURLWithPath: start).standardizedFileURL
            while folder.path != "/" {
                let candidate = folder.appendingPathComponent(path).path
                if FileManager.default.fileExists(atPath: candidate) { return candidate }
                folder.deleteLastPathComponent()
            }
        }
        return nil
    }
}

extension FileManager {
    /// Reads a file that has to be there, with words for when it is not.
    static func contents(of path: String, _ what: String, _ advice: String...) throws(Failure) -> Data {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure("\(what) cannot be read: \(path)", advice: advice)
        }
        return data
    }
}
