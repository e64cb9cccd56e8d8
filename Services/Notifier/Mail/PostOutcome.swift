/// What became of a mail that was taken to the server.
enum PostOutcome: Sendable, Equatable {
    /// The server has it, and answers for it from now on.
    case sent
    /// The server will never take it (5yz).
    case refused(DeliveryFailure)
    /// The server asks to try this mail later (4yz), with the code it gave.
    case deferred(code: Int)
    /// The server cannot be reached or takes no mail from us at present. In libcurl's words, without any address.
    case serverAway(String)
    /// The service is stopping, and the mail had not been handed over.
    case stopped
}
