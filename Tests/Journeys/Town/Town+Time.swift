import Foundation
import Inclusion
import Testing

@testable import Hub

/// Time that passes in a town.
extension Town {
    /// The day it is there.
    var today: CalendarDate { Self.realToday.adding(days: daysAhead) }

    private static var realToday: CalendarDate { LondonTime.day(of: Date()) }

    /// From now on it is that day for every service: all of them are stopped, and started with their clocks put forward.
    func go(to day: CalendarDate) async throws {
        let ahead = Self.realToday.days(until: day)
        daysAhead = ahead
        await withTaskGroup(of: Void.self) { group in
            for copy in allCopies { group.addTask { await self.stop(copy) } }
        }
        for copy in allCopies { try start(copy) }
        try await untilReady()
        for copy in allCopies {
            let health = try await raw("GET", "\(address(copy))/health/ready").body
            #expect(health["clock_ahead"]?.int == ahead, "\(copy) says how far its clock is ahead")
        }
    }
}
