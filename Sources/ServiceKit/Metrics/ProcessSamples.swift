#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What the operating system knows of this process, under the names every Prometheus client gives it. Linux only: without
/// `/proc` there are no samples.
enum ProcessSamples {
    static func now() -> [MetricSample] {
        #if os(Linux)
        guard let stat = text("/proc/self/stat"), let fields = Stat(stat) else { return [] }
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
        var samples: [MetricSample] = [
            .gauge("process_resident_memory_bytes", fields.residentPages * Double(sysconf(Int32(_SC_PAGESIZE)))),
            .gauge("process_virtual_memory_bytes", fields.virtualBytes),
            .counter("process_cpu_seconds_total", fields.cpuTicks / ticks),
            .gauge("process_threads", fields.threads),
        ]
        if let booted = bootTime {
            samples.append(.gauge("process_start_time_seconds", booted + fields.startTicks / ticks))
        }
        if let open = openFiles { samples.append(.gauge("process_open_fds", open)) }
        if let most = mostFiles { samples.append(.gauge("process_max_fds", most)) }
        return samples
        #else
        return []
        #endif
    }

    /// The fields of `/proc/self/stat` that matter here, see proc(5).
    struct Stat: Equatable {
        let cpuTicks: Double
        let threads: Double
        let startTicks: Double
        let virtualBytes: Double
        let residentPages: Double

        init?(_ line: String) {
            // The program's name, in brackets, may hold anything; the third field comes after the last bracket.
            guard let bracket = line.lastIndex(of: ")") else { return nil }
            let fields = line[line.index(after: bracket)...].split(separator: " ").map { Double($0) }
            func field(_ number: Int) -> Double? { fields.indices.contains(number - 3) ? fields[number - 3] : nil }
            guard let user = field(14), let system = field(15), let threads = field(20), let start = field(22),
                let virtual = field(23), let resident = field(24)
            else { return nil }
            cpuTicks = user + system
            self.threads = threads
            startTicks = start
            virtualBytes = virtual
            residentPages = resident
        }
    }

    #if os(Linux)
    /// When the machine started, in seconds since 1970.
    private static let bootTime: Double? = text("/proc/stat")?.split(separator: "\n")
        .first { $0.hasPrefix("btime ") }.flatMap { Double($0.dropFirst("btime ".count)) }

    private static var openFiles: Double? {
        guard let folder = opendir("/proc/self/fd") else { return nil }
        defer { closedir(folder) }
        // Not ".", "..", nor the one this is read with.
        var count = -3.0
        while readdir(folder) != nil { count += 1 }
        return count
    }

    private static var mostFiles: Double? {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        return Double(limit.rlim_cur)
    }

    /// A file of `/proc`, whole: they tell no size beforehand.
    private static func text(_ path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(file, &piece, piece.count)
            guard count > 0 else { break }
            bytes += piece[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
    #endif
}
