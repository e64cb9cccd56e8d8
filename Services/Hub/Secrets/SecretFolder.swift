import Foundation
import Glibc

/// The folder that holds what must not be known: readable by its owner alone, and nothing in it is ever overwritten.
struct SecretFolder {
    let path: String

    /// What became of a file.
    enum Outcome: Equatable {
        case created
        case kept
    }

    /// Makes the folder if it is missing, and closes it to others.
    init(creating path: String) throws(Failure) {
        self.path = path
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        } catch {
            throw Failure("The folder \(path) cannot be made, or does not belong to you.")
        }
    }

    /// Whether there is a file of that name.
    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }

    /// Writes a file that is not there yet, whole or not at all; one that is there stays as it is.
    func create(_ name: String, _ content: () throws -> Data) throws -> Outcome {
        let target = "\(path)/\(name)"
        guard !has(name) else {
            chmod(target, 0o600)
            return .kept
        }
        let partial = "\(target).\(UUID().uuidString)"
        let data = try content()
        let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure("\(target) cannot be written: \(String(cString: strerror(errno)))") }
        defer { unlink(partial) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try handle.write(contentsOf: data)
        try handle.synchronize()
        try handle.close()
        // Unlike a rename, a link never takes the place of a file that somebody else made meanwhile.
        guard link(partial, target) == 0 else {
            if errno == EEXIST { return .kept }
            throw Failure("\(target) cannot be written: \(String(cString: strerror(errno)))")
        }
        return .created
    }
}
