import Foundation
import Glibc

/// Who is at the keyboard, for the record of an act.
enum Operator {
    /// The name given, or that of the account; under sudo, of the account behind it.
    static func name(_ given: String?) -> String {
        let environment = ProcessInfo.processInfo.environment
        let found = [given, environment["SUDO_USER"], environment["USER"], environment["LOGNAME"]].compactMap { $0 }
        if let name = found.first(where: { !$0.isEmpty }) { return name }
        return getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "uid \(getuid())"
    }
}
