import EventFlow
import Testing

@Suite("Trace context", .timeLimit(.minutes(1)))
struct TraceContextTests {
    private let good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    @Test func readsAndWrites() throws {
        let trace = try #require(TraceContext(header: good))
        #expect(trace.traceID == "4bf92f3577b34da6a3ce929d0e0e4736")
        #expect(trace.spanID == "00f067aa0ba902b7")
        #expect(trace.isSampled)
        #expect(trace.header == good)
    }

    @Test func readsLaterVersions() throws {
        #expect(TraceContext(header: "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-the-future") != nil)
    }

    @Test(arguments: [
        "", "00", "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-extra",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
        "00 4bf92f3577b34da6a3ce929d0e0e4736 00f067aa0ba902b7 01",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.what",
    ])
    func refusesTheRest(_ header: String) { #expect(TraceContext(header: header) == nil) }

    @Test func beginsAndContinues() throws {
        var generator = SystemRandomNumberGenerator()
        let trace = TraceContext.random(using: &generator)
        #expect(TraceContext(header: trace.header) == trace)
        let child = trace.child(using: &generator)
        #expect(child.traceID == trace.traceID)
        #expect(child.spanID != trace.spanID)
    }

    @Test func belongsToTheTask() async {
        let trace = TraceContext.random()
        #expect(TraceContext.current == nil)
        await TraceContext.$current.withValue(trace) {
            #expect(TraceContext.current == trace)
            await Task { #expect(TraceContext.current == trace) }.value
        }
    }
}
