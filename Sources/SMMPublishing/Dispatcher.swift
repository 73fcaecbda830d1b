package import Logging
package import SMMAdapterKit
package import SMMDatabase
package import SMMModel

/// Runs operations: claims what is due, makes intents durable, sends, and writes what came of it.
///
/// The decisions are `OperationMachine`'s, `Fuse`'s, `CircuitBreaker`'s and `RateLimiter`'s; this actor only carries
/// them out. One turn writes everything that is ready in one transaction (one fsync): results, intents, the next claim.
package actor Dispatcher {
    let database: any Database
    var store: OperationStore
    var machine: OperationMachine
    let adapters: AdapterRegistry
    let directory: AccountDirectory
    let gate: Gate
    let builder: RequestBuilder
    let transport: any HTTPTransport
    let credentials: any CredentialSource
    let media: any MediaReader
    let pictures: any PictureFitter
    let clock: any TimeSource
    let ids: IDSource
    let random: @Sendable () -> Double
    let hooks: DispatcherHooks
    let logger: Logger
    var settings: PublishingSettings { machine.settings }

    var fuse: Fuse
    var breaker: CircuitBreaker
    var limiter = RateLimiter()
    var lanes = AccountLanes()
    var batch = CycleBatch()
    var inFlight = 0
    /// The calls into adapters that are under way.
    var flights: [OperationID: Task<Void, Never>] = [:]
    var isDue = true
    var isStopping = false
    var isLeavingBehind = false
    var waiter: CheckedContinuation<Void, Never>?
    var failedCommits = 0
    /// The last commit found the disk full.
    var isFull = false

    /// A dispatcher; nothing happens until `run`.
    package init(
        database: any Database, store: OperationStore, machine: OperationMachine, adapters: AdapterRegistry,
        directory: AccountDirectory, gate: Gate, origin: String, transport: any HTTPTransport,
        credentials: any CredentialSource, media: any MediaReader, pictures: any PictureFitter,
        clock: any TimeSource, ids: IDSource, random: @escaping @Sendable () -> Double, hooks: DispatcherHooks,
        logger: Logger
    ) {
        self.database = database
        self.store = store
        self.machine = machine
        self.adapters = adapters
        self.directory = directory
        self.gate = gate
        self.builder = RequestBuilder(directory: directory, origin: origin)
        self.transport = transport
        self.credentials = credentials
        self.media = media
        self.pictures = pictures
        self.clock = clock
        self.ids = ids
        self.random = random
        self.hooks = hooks
        self.logger = logger
        self.fuse = Fuse(settings: machine.settings.fuse)
        self.breaker = CircuitBreaker(settings: machine.settings.breaker)
    }

    /// Works until `stop`, then finishes what is in flight.
    ///
    /// - Throws: `DatabaseFailure` when the database cannot be written several times in a row: fail-stop, systemd
    ///   starts the daemon anew.
    package func run() async throws {
        while true {
            if isStopping { giveBackClaims() }
            await gather()
            let turn = await nextBatch()
            if turn.isEmpty {
                if isStopping && (inFlight == 0 || isLeavingBehind) { return }
                await waitForWork()
            } else {
                try await commit(turn)
            }
        }
    }

    /// Something is due: the wheel fired, or a service committed a new operation.
    package func due() {
        isDue = true
        wake()
    }

    /// Stops claiming; `run` returns once everything in flight is recorded.
    package func stop() {
        isStopping = true
        wake()
    }

    /// Gives up what is still in flight: each call is cancelled and recorded as the evidence has it, so that a send
    /// whose bytes left becomes ambiguous and one whose bytes did not goes back to the queue.
    package func giveUp() {
        for flight in flights.values { flight.cancel() }
    }

    /// Lets `run` return although something is in flight that does not come back, even given up. Its intent is durable,
    /// so the next start takes it for what it is: ambiguous.
    package func leaveBehind() {
        isLeavingBehind = true
        wake()
    }

    /// A person reset the fuse of `account`.
    package func resetFuse(_ account: AccountID) {
        fuse.reset(account)
        due()
    }

    /// Takes over new numbers: what is in flight ends by them, what was counted stays counted.
    package func apply(_ settings: PublishingSettings) {
        machine = OperationMachine(settings: settings)
        store = store.with(settings)
        fuse.update(settings.fuse)
        breaker.update(settings.breaker)
        due()
    }

    /// The clock went back to `now`: waits that were counted from a later time are cut to what they can be from now.
    package func clockWentBack(to now: Instant) {
        limiter.clockWentBack(to: now, maximum: settings.rateMaximum)
        breaker.clockWentBack(to: now)
        fuse.clockWentBack(to: now)
        due()
    }

    /// How many operations are in flight, for status and stopping.
    package var flying: Int { inFlight }

    /// Destinations whose breaker is open.
    package var downDestinations: [String] { breaker.open(at: clock.now) }

    func wake() {
        waiter?.resume()
        waiter = nil
    }

    /// Lets the results that are at the door come into this turn: each turn costs a flush to the disk.
    private func gather() async {
        var patience = 3
        while patience > 0, inFlight > 0, !batch.ended.isEmpty, batch.ended.count < Self.slice {
            let before = batch.ended.count
            await Task.yield()
            patience = batch.ended.count > before ? 3 : patience - 1
        }
    }

    func waitForWork() async {
        await withCheckedContinuation {
            waiter = $0
            hooks.resting()
        }
    }
}

extension Dispatcher {
    /// Takes in what the time before left: the fuse's counts and the operations whose outcome is not known.
    package func remember(
        intents: [(AccountID, Instant)], uncertain: [(OperationID, AccountID, [UInt8]?)]
    ) {
        for (account, at) in intents { fuse.record(account, at: at) }
        for (operation, account, fingerprint) in uncertain {
            lanes.markUncertain(operation, of: account, fingerprint)
        }
    }
}

extension Dispatcher {
    /// Whether nothing is in hand and nothing is known to be due: it waits for the next signal.
    package var isQuiet: Bool {
        guard waiter != nil, inFlight == 0, batch.isEmpty else { return false }
        guard hooks.hasRoom() else { return true }
        return (!isDue || gate.holdsEverything) && lanes.waitingCount == 0
    }
}
