import Foundation
import Testing

@Suite("The PostgreSQL of a test", .timeLimit(.minutes(2)))
struct OwnPostgresTests {
    /// Started with a pipe open under several numbers, 255 among them, under which bash likes to keep its script. When the
    /// script has ended nobody else holds the pipe: its other end is at its end.
    private static let starting = """
        import os, subprocess, sys
        script, home, port = sys.argv[1:]
        reading, writing = os.pipe()
        for number in (40, 254, 255, 300):
            os.dup2(writing, number)
        def act(action):
            done = subprocess.run(["bash", script, action, home, port], close_fds=False)
            assert done.returncode == 0, action
        act("create")
        os.close(writing)
        for number in (40, 254, 255, 300):
            os.close(number)
        os.set_blocking(reading, False)
        try:
            assert os.read(reading, 1) == b"", "nobody wrote anything"
        finally:
            act("discard")
        """

    @Test("It keeps nothing open of whoever started it, whatever its number")
    func inherited() async throws {
        let surroundings = try Town.Surroundings()
        let folder = FileManager.default.temporaryDirectory.appending(path: "own-postgres-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        let log = folder.appending(path: "log")
        try Data().write(to: log)
        let script = Town.root.appending(path: "ops/lib/own-postgres.sh").path
        let process = try ChildProcess(
            surroundings.python,
            ["-c", Self.starting, script, folder.appending(path: "postgres").path, String(try FreePorts.take(1)[0])],
            output: try FileHandle(forWritingTo: log))
        let status = await process.status()
        let words = try String(contentsOf: log, encoding: .utf8)
        #expect(status == 0, "\(words)")
    }
}
