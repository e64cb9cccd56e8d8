internal import CRdKafka

/// The librdkafka that this process runs with, which need not be the one it was built against.
public enum KafkaLibrary {
    /// Such as `2.0.2`.
    public static var version: String { ClientHandle.libraryVersion }
}
