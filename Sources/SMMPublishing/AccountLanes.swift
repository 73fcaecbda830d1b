import SMMModel

/// The claimed operations of each account in due order, one in flight at a time.
struct AccountLanes {
    private struct Lane {
        var waiting: [ClaimedOperation] = []
        var isBusy = false
        /// Fingerprints of operations whose outcome is not known; their equals must wait.
        var uncertain: [OperationID: [UInt8]] = [:]
    }

    private var lanes: [AccountID: Lane] = [:]
    /// Accounts with something to do and nothing in flight, in the order they became so.
    private var ready: [AccountID] = []
    private var nextReady = 0
    /// How many claimed operations wait.
    private(set) var waitingCount = 0

    mutating func add(_ claimed: ClaimedOperation) {
        let account = claimed.record.account
        var lane = lanes[account] ?? Lane()
        lane.waiting.append(claimed)
        if lane.waiting.count == 1 && !lane.isBusy { ready.append(account) }
        lanes[account] = lane
        waitingCount += 1
    }

    /// The next operation that may start, its lane now busy; nil when there is none.
    mutating func takeNext() -> ClaimedOperation? {
        while nextReady < ready.count {
            let account = ready[nextReady]
            nextReady += 1
            if nextReady > 256 && nextReady * 2 > ready.count {
                ready.removeFirst(nextReady)
                nextReady = 0
            }
            guard var lane = lanes[account], !lane.isBusy, !lane.waiting.isEmpty else { continue }
            let next = lane.waiting.removeFirst()
            lane.isBusy = true
            lanes[account] = lane
            waitingCount -= 1
            return next
        }
        ready.removeAll(keepingCapacity: true)
        nextReady = 0
        return nil
    }

    /// The lane's operation is over; the next one may start.
    mutating func free(_ account: AccountID) {
        guard var lane = lanes[account] else { return }
        lane.isBusy = false
        if lane.waiting.isEmpty && lane.uncertain.isEmpty {
            lanes[account] = nil
        } else {
            if !lane.waiting.isEmpty { ready.append(account) }
            lanes[account] = lane
        }
    }

    /// Takes everything that waits on `account`.
    mutating func takeAll(of account: AccountID) -> [ClaimedOperation] {
        guard let lane = lanes[account] else { return [] }
        lanes[account]?.waiting = []
        waitingCount -= lane.waiting.count
        return lane.waiting
    }

    /// Takes everything that waits.
    mutating func takeAll() -> [ClaimedOperation] {
        var all: [ClaimedOperation] = []
        for account in lanes.keys.sorted() { all += takeAll(of: account) }
        return all
    }

    mutating func markUncertain(_ operation: OperationID, of account: AccountID, _ fingerprint: [UInt8]?) {
        guard let fingerprint else { return }
        lanes[account, default: Lane()].uncertain[operation] = fingerprint
    }

    mutating func markCertain(_ operation: OperationID, of account: AccountID) {
        lanes[account]?.uncertain[operation] = nil
    }

    /// Whether another operation of the account with the same fingerprint has an unknown outcome.
    func isBlocked(_ operation: OperationRecord) -> Bool {
        guard let fingerprint = operation.fingerprint, let lane = lanes[operation.account] else { return false }
        return lane.uncertain.contains { $0.key != operation.id && $0.value == fingerprint }
    }
}
