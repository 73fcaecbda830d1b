import Logging
import SMMAdapterKit
import SMMDatabase
import SMMModel

/// Delivers on one channel, one message at a time, so that a slow channel holds up no other.
actor ChannelRunner {
    private let database: any Database
    private let channel: any NoticeChannel
    private let settings: NoticeSettings
    private let writer: MessageWriter
    private let clock: any TimeSource
    private let alarm: @Sendable ([Instant]) -> Void
    private let handedOver: @Sendable () -> Void
    private let logger: Logger

    private var pace: NoticePace
    /// Whether the next success shows that the channel works again; also at the start, where nobody knows.
    private var isRecovering = true
    private var isKicked = true
    private var isStopping = false
    private var waiter: CheckedContinuation<Void, Never>?
    /// When something is next due; nil when nothing waits.
    private(set) var nextDue: Instant?

    init(
        database: any Database, channel: any NoticeChannel, settings: NoticeSettings, clock: any TimeSource,
        alarm: @escaping @Sendable ([Instant]) -> Void, handedOver: @escaping @Sendable () -> Void, logger: Logger
    ) {
        self.database = database
        self.channel = channel
        self.settings = settings
        self.writer = MessageWriter(host: settings.host)
        self.clock = clock
        self.alarm = alarm
        self.handedOver = handedOver
        self.logger = logger
        self.pace = NoticePace(window: settings.digestWindow)
    }

    /// Delivers whenever it is kicked, until `stop`; what is being handed over then is finished first.
    func run() async {
        while !isStopping {
            guard isKicked else {
                await withCheckedContinuation { waiter = $0 }
                continue
            }
            isKicked = false
            await turn()
        }
    }

    func kick() {
        isKicked = true
        resume()
    }

    func stop() {
        isStopping = true
        resume()
    }

    /// Whether it waits for a kick.
    var isQuiet: Bool { waiter != nil && !isKicked }

    private func resume() {
        waiter?.resume()
        waiter = nil
    }

    /// Delivers all that is due now and asks to be woken for the rest.
    func turn() async {
        do {
            let now = clock.now
            let name = channel.name
            let pending = try await database.read { tx in try NoticeStore.pending(on: name, now: now, in: tx) }
            let plan = NoticePlan(pending, pace: pace, digestFrom: settings.digestFrom, now: now)
            let isThrough = try await send(plan.messages)
            let stored = try await database.read { tx in try NoticeStore.nextDue(on: name, after: now, in: tx) }
            nextDue = [plan.lookAgainAt, stored].compactMap { $0 }.min()
            if isThrough, pending.count >= NoticeStore.batch, !plan.messages.isEmpty { isKicked = true }
        } catch {
            logger.error(
                "Notices could not be read or their delivery not be recorded; tried again soon",
                metadata: ["error": "\(error)", "channel": "\(channel.name)"])
            nextDue = clock.now + settings.backoff.first
        }
        if let nextDue {
            if nextDue <= clock.now { isKicked = true } else { alarm([nextDue]) }
        }
    }

    /// Sends in order; false when the channel stopped taking messages, or this runner stops.
    private func send(_ messages: [[PendingNotice]]) async throws -> Bool {
        for (position, notices) in messages.enumerated() {
            guard !isStopping else { return false }
            guard let message = writer.write(notices, at: clock.now) else { continue }
            switch await channel.deliver(message) {
            case .delivered:
                handedOver()
                try await recordDelivery(notices)
            case .refused(let failure):
                try await recordFailure(notices, why: "\(failure.code): \(failure.message)", asked: nil)
            case .unavailable(let failure, let asked):
                isRecovering = true
                // The rest shares its fate: a try for each would only take time.
                let rest = messages[position...].flatMap { $0 }
                try await recordFailure(rest, why: "\(failure.code): \(failure.message)", asked: asked)
                return false
            }
        }
        return true
    }

    private func recordDelivery(_ notices: [PendingNotice]) async throws {
        let now = clock.now
        for notice in notices { pace.record(NoticeGroup(notice), at: now) }
        let name = channel.name
        let again = settings.repeatAfter.map { now + $0 }
        let isBack = isRecovering
        let woken = try await database.write { tx in
            try NoticeStore.delivered(
                notices, on: name, now: now, nextAt: { $0.severity == .critical ? again : nil }, in: tx)
            return isBack ? try NoticeStore.wake(name, now: now, in: tx) : 0
        }
        isRecovering = false
        if woken > 0 { isKicked = true }
    }

    private func recordFailure(_ notices: [PendingNotice], why: String, asked: Milliseconds?) async throws {
        let now = clock.now
        let name = channel.name
        let backoff = settings.backoff
        try await database.write { tx in
            try NoticeStore.failed(
                notices, on: name, why: why,
                nextAt: { now + backoff.wait(failures: $0.attempts + 1, asked: asked) }, in: tx)
        }
        logger.warning(
            "A notice could not be delivered; it is tried again",
            metadata: ["channel": "\(name)", "error": "\(why)", "count": "\(notices.count)"])
    }
}
