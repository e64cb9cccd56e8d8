import Foundation

/// A process that the bench started. It stays in the bench's process group, so that ./ops/bench can end all of it at
/// once, whatever became of the bench (Foundation's `Process` gives each a group of its own).
final class ChildProcess: @unchecked Sendable {
    let name: String
    let pid: Int32
    private var status: Int32?

    /// Starts it with this process's own locale and path and nothing else of its environment: what configures the hub
    /// elsewhere must not configure it here.
    init(
        _ name: String, _ executable: String, _ arguments: [String], log: String,
        environment extra: [String: String] = [:]
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // What this process ignores or its threads have blocked is nothing to a child: pgbench waits for SIGALRM.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let inherited = ProcessInfo.processInfo.environment.filter {
            ["PATH", "HOME", "LANG", "LD_LIBRARY_PATH"].contains($0.key)
        }
        let environment = inherited.merging(extra) { _, new in new }.map { "\($0)=\($1)" }
        var argv = ([executable] + arguments).map { strdup($0) } + [nil]
        var envp = environment.map { strdup($0) } + [nil]
        defer { for pointer in argv + envp { free(pointer) } }
        var pid: pid_t = 0
        let outcome = posix_spawn(&pid, executable, &actions, &attributes, &argv, &envp)
        guard outcome == 0 else {
            throw BenchFailure("\(executable) cannot be started: \(String(cString: strerror(outcome)))")
        }
        self.name = name
        self.pid = pid
    }

    /// Whether it still runs.
    var isRunning: Bool {
        guard status == nil else { return false }
        var word: Int32 = 0
        if waitpid(pid, &word, WNOHANG) == pid { status = Self.exitStatus(word) }
        return status == nil
    }

    /// Asks it to stop, gives it ten seconds, then kills it.
    func stop() async {
        if isRunning { kill(pid, SIGTERM) }
        let deadline = ContinuousClock.now + .seconds(10)
        while isRunning, ContinuousClock.now < deadline { try? await Task.sleep(for: .milliseconds(20)) }
        if isRunning { kill(pid, SIGKILL) }
        while isRunning { try? await Task.sleep(for: .milliseconds(5)) }
    }

    /// Waits until it has ended.
    /// - Returns: its exit status, or 128 and the signal that ended it.
    func ended() async throws -> Int32 {
        while isRunning { try await Task.sleep(for: .milliseconds(10)) }
        return status ?? -1
    }

    private static func exitStatus(_ word: Int32) -> Int32 {
        word & 0x7f == 0 ? (word >> 8) & 0xff : 128 + (word & 0x7f)
    }
}
