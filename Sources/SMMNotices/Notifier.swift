package import Logging
package import SMMDatabase
package import SMMModel

/// Tells people what they must know: delivers every open notice at least once on every channel, and never waits in
/// anybody's way.
///
/// Tickless: it works when it is kicked and names the next instant that matters through `alarm`; whoever keeps the
/// time kicks it then. A notice that is closed before it went out is settled, and is not sent.
package actor Notifier {
    private let database: any Database
    private let clock: any TimeSource
    private let ids: IDSource
    private let alarm: @Sendable ([Instant]) -> Void
    private let handedOver: @Sendable () -> Void
    private let logger: Logger
    private var channels: [any NoticeChannel]
    private var settings: NoticeSettings
    private var runners: [ChannelRunner]
    private var isStopping = false

    /// A notifier on these channels; nothing happens until `run`.
    ///
    /// - Parameters:
    ///   - alarm: asks for a ``kick()`` at these instants.
    ///   - handedOver: told when a channel has taken a message and that is not recorded yet; for harnesses.
    package init(
        database: any Database, channels: [any NoticeChannel], settings: NoticeSettings, clock: any TimeSource,
        ids: IDSource, logger: Logger, alarm: @escaping @Sendable ([Instant]) -> Void = { _ in },
        handedOver: @escaping @Sendable () -> Void = {}
    ) {
        self.database = database
        self.channels = channels
        self.settings = settings
        self.clock = clock
        self.ids = ids
        self.logger = logger
        self.alarm = alarm
        self.handedOver = handedOver
        self.runners = channels.map {
            ChannelRunner(
                database: database, channel: $0, settings: settings, clock: clock, alarm: alarm,
                handedOver: handedOver, logger: logger)
        }
    }

    /// Delivers until `stop`; what is being handed over then is finished first.
    package func run() async {
        while !isStopping {
            let current = runners
            if current.isEmpty {
                await withCheckedContinuation { idle = $0 }
                continue
            }
            await withDiscardingTaskGroup { group in
                for runner in current { group.addTask { await runner.run() } }
            }
        }
    }

    private var idle: CheckedContinuation<Void, Never>?

    /// Ends `run` soon.
    package func stop() async {
        isStopping = true
        await endRunners()
    }

    /// Something is due: a notice was raised, or an instant named through `alarm` has come.
    package func kick() async {
        for runner in runners { await runner.kick() }
    }

    /// Goes on with other channels and settings, as after a reload of the configuration.
    package func use(_ channels: [any NoticeChannel], settings: NoticeSettings) async {
        let old = runners
        self.channels = channels
        self.settings = settings
        runners = channels.map {
            ChannelRunner(
                database: database, channel: $0, settings: settings, clock: clock, alarm: alarm,
                handedOver: handedOver, logger: logger)
        }
        for runner in old { await runner.stop() }
        idle?.resume()
        idle = nil
    }

    /// Delivers once what is due on every channel; returns when it is done. For harnesses; `run` does it by itself.
    package func deliverDue() async {
        let current = runners
        await withDiscardingTaskGroup { group in
            for runner in current { group.addTask { await runner.turn() } }
        }
    }

    /// When something is next due on any channel; nil when nothing waits.
    package var nextDue: Instant? {
        get async {
            var next: Instant?
            for runner in runners {
                guard let due = await runner.nextDue else { continue }
                next = min(next ?? due, due)
            }
            return next
        }
    }

    /// Whether every channel waits for a kick.
    package var isQuiet: Bool {
        get async {
            for runner in runners where await !runner.isQuiet { return false }
            return true
        }
    }

    /// Sends a test message to all channels at once, or to one, and tells what became of it on each.
    ///
    /// - Returns: in the order of the channels; empty when none is switched on or none has the name.
    package func test(
        brand: (id: BrandID, name: String)?, channel only: String? = nil, now: Instant
    ) async -> [ChannelTestResult] {
        let message = MessageWriter(host: settings.host).test(brand: brand, id: ids.next(), at: now)
        let chosen = channels.filter { only == nil || $0.name == only }
        return await withTaskGroup(of: (Int, ChannelTestResult).self) { group in
            for (position, channel) in chosen.enumerated() {
                group.addTask {
                    (position, ChannelTestResult(channel: channel.name, outcome: await channel.deliver(message)))
                }
            }
            var results: [(Int, ChannelTestResult)] = []
            for await result in group { results.append(result) }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func endRunners() async {
        for runner in runners { await runner.stop() }
        idle?.resume()
        idle = nil
    }
}
