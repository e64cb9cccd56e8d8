/// Prices at which about as many children would choose each provision as it has places: found by an auction (Bertsekas,
/// 1979) in which every child bids for what is worth most to it, and a provision keeps the highest bids.
///
/// Only a beginning for ``OptimalMatching``, which is exact whatever the prices are, and quicker the better they are.
enum AskingPrices {
    /// - Parameter isPlaced: children who bid; there are places for all of them at once.
    /// - Returns: points of score, none below 0.
    static func find(_ table: PreferenceTable, places: [Int32], isPlaced: [Bool]) -> [Int] {
        var price = Array(repeating: 0, count: table.provisionCount)
        let range = Int(table.score.max() ?? 0) + 1
        // Large steps first, so that prices get near quickly; each round begins a large step lower, for those that went too far.
        for step in [range / 16, range / 64, range / 256] {
            for provision in price.indices { price[provision] = max(0, price[provision] - 4 * step) }
            var bids = Bids(table, places)
            var waiting = (0..<table.childCount).reversed().filter { isPlaced[$0] }
            var left = 20 * waiting.count
            while let child = waiting.popLast(), left > 0 {
                left -= 1
                guard let wish = Wish(of: child, table, places, price) else { continue }
                let bid = price[wish.provision] + min(wish.lead, range) + max(step, 1)
                if let outbid = bids.place(bid, by: child, at: wish.provision) { waiting.append(outbid) }
                if let lowest = bids.lowestOfAFull(wish.provision) {
                    price[wish.provision] = max(price[wish.provision], lowest)
                }
            }
        }
        closeWhereThereIsNothing(&price, table, places, isPlaced)
        return price
    }

    /// Where there is no place, the price is one that nobody would pay.
    private static func closeWhereThereIsNothing(
        _ price: inout [Int], _ table: PreferenceTable, _ places: [Int32], _ isPlaced: [Bool]
    ) {
        for child in 0..<table.childCount where isPlaced[child] {
            guard let wish = Wish(of: child, table, places, price) else { continue }
            for option in table.options(of: child) where places[Int(table.provision[option])] <= 0 {
                let provision = Int(table.provision[option])
                price[provision] = max(price[provision], Int(table.score[option]) - wish.worth + 1)
            }
        }
    }
}

/// What is worth most to a child at these prices.
private struct Wish {
    var provision = -1
    var worth = Int.min
    /// How much more it is worth than the next.
    var lead = Int.max

    init?(of child: Int, _ table: PreferenceTable, _ places: [Int32], _ price: [Int]) {
        var second = Int.min
        for option in table.options(of: child) {
            let here = Int(table.provision[option])
            guard places[here] > 0 else { continue }
            let worthHere = Int(table.score[option]) - price[here]
            if worthHere > worth {
                second = worth
                (worth, provision) = (worthHere, here)
            } else if worthHere > second {
                second = worthHere
            }
        }
        guard provision >= 0 else { return nil }
        if second > .min { lead = worth - second }
    }
}

/// The bids that each provision keeps, in one flat list: a heap each, with the lowest at its top.
private struct Bids {
    private let start: [Int]
    private var count: [Int]
    private var heap: [(bid: Int, child: Int)]

    init(_ table: PreferenceTable, _ places: [Int32]) {
        var start = [0]
        for place in places { start.append(start[start.count - 1] + min(Int(place), table.childCount)) }
        self.start = start
        count = Array(repeating: 0, count: places.count)
        heap = Array(repeating: (0, 0), count: start[places.count])
    }

    func lowestOfAFull(_ provision: Int) -> Int? {
        count[provision] == start[provision + 1] - start[provision] ? heap[start[provision]].bid : nil
    }

    /// Whom the bid puts out, if there was no room for another.
    mutating func place(_ bid: Int, by child: Int, at provision: Int) -> Int? {
        let top = start[provision]
        let room = start[provision + 1] - top
        var slot = 0
        guard count[provision] == room else {
            slot = count[provision]
            count[provision] += 1
            while slot > 0, heap[top + (slot - 1) / 2].bid > bid {
                heap[top + slot] = heap[top + (slot - 1) / 2]
                slot = (slot - 1) / 2
            }
            heap[top + slot] = (bid, child)
            return nil
        }
        let outbid = heap[top].child
        while case var below = 2 * slot + 1, below < room {
            if below + 1 < room, heap[top + below + 1].bid < heap[top + below].bid { below += 1 }
            guard heap[top + below].bid < bid else { break }
            heap[top + slot] = heap[top + below]
            slot = below
        }
        heap[top + slot] = (bid, child)
        return outbid
    }
}
