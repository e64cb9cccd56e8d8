import Foundation

/// The machine and the build that figures were measured on: they mean nothing without.
struct MachineFacts {
    let cpu: String
    let cores: Int
    let memoryGB: Int
    let kernel: String
    let commit: String
    let date: Date

    /// - Parameter commit: as git names it.
    init(commit: String) {
        let info = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        cpu = Self.value(of: "model name", in: info) ?? "unknown processor"
        cores = ProcessInfo.processInfo.activeProcessorCount
        memoryGB = Int((Double(ProcessInfo.processInfo.physicalMemory) / 1_073_741_824).rounded())
        kernel =
            (try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8))?
            .trimmingCharacters(in: .whitespacesAndNewlines) ?? "unknown"
        self.commit = commit
        date = Date()
    }

    /// Whether this was built to be measured.
    static var isReleaseBuild: Bool {
        #if DEBUG
        false
        #else
        true
        #endif
    }

    /// Two lines for the head of the report.
    var lines: [String] {
        let build = Self.isReleaseBuild ? "release build" : "debug build"
        return [
            "\(cpu), \(cores) cores, \(memoryGB) GB, Linux \(kernel)",
            "commit \(commit), \(build), \(date.formatted(.iso8601))",
        ]
    }

    private static func value(of name: String, in info: String) -> String? {
        info.split(separator: "\n").first { $0.hasPrefix(name) }?.split(separator: ":", maxSplits: 1).last?
            .trimmingCharacters(in: .whitespaces)
    }
}
