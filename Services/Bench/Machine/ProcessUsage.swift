import Foundation

/// What `/proc` tells of a process.
struct ProcessUsage {
    let pid: Int32

    /// Processor time so far, its own and that of children it has seen end, in seconds; `nil` when it has ended.
    var processorSeconds: Double? {
        guard let fields = Self.fields(of: pid), fields.count > 14 else { return nil }
        let ticks = fields[11...14].compactMap { Double($0) }.reduce(0, +)
        return ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// Processor time of the process and all its children: PostgreSQL has one for every connection.
    var processorSecondsWithChildren: Double? {
        guard let own = processorSeconds else { return nil }
        return own + children.compactMap { ProcessUsage(pid: $0).processorSeconds }.reduce(0, +)
    }

    /// Resident memory now and at its peak, in megabytes (2^20 bytes).
    var memory: (now: Double, peak: Double)? {
        guard let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8) else { return nil }
        func megabytes(_ name: String) -> Double? {
            let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
            return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Double($0) }
                .map { $0 / 1024 }
        }
        guard let now = megabytes("VmRSS"), let peak = megabytes("VmHWM") else { return nil }
        return (now, peak)
    }

    /// The process that started this one.
    var parent: Int32? { Self.fields(of: pid).flatMap { $0.count > 1 ? Int32($0[1]) : nil } }

    private var children: [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.filter { ProcessUsage(pid: $0).parent == pid }
    }

    /// `/proc/PID/stat` from the state on: the name before it may hold blanks and brackets.
    private static func fields(of pid: Int32) -> [Substring]? {
        guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let end = stat.lastIndex(of: ")")
        else { return nil }
        return stat[stat.index(after: end)...].split(whereSeparator: { $0 == " " || $0 == "\n" })
    }
}
