import Logging
import SMMAPI
import SMMConfig
import SMMDatabase
package import SMMModel
import SMMPublishing
import SMMTime
import Synchronization

extension DaemonCore {
    /// 2026-11-01: no clock before this release can be right.
    static let built = Instant(milliseconds: 1_793_491_200_000)

    /// Whether the clock can be right.
    var isClockSet: Bool { options.clock.now >= Self.built }

    /// The line that the service manager shows.
    package var statusLine: String {
        if !isClockSet { return "clock not set; nothing is sent" }
        if let shortage = headroom.shortage {
            return shortage.code == .full
                ? "disk full; nothing is sent" : "no reserve, nothing is sent: \(shortage.message)"
        }
        if let trouble = configurationTrouble.withLock({ $0 }) { return "serving; \(trouble)" }
        guard let file = notInForce.withLock({ $0.problems.first }) else { return "serving" }
        return "serving; a brand's file is left out: \(file.words)"
    }

    /// Holds everything while the clock cannot be right. The hold is in memory alone: it goes when the clock is set.
    ///
    /// - Returns: whether the clock was found to be set now, after it was not.
    func judgeClock() -> Bool {
        let isSet = isClockSet
        let (placed, released) = clockHold.withLock { hold -> (Hold?, HoldID?) in
            if isSet {
                defer { hold = nil }
                return (nil, hold)
            }
            guard hold == nil else { return (nil, nil) }
            let fresh = Hold(
                id: ids.next(), brand: nil, scope: .everything, reason: .clock,
                detail: "The machine's clock is not set: nothing can be sent on time.", placedAt: options.clock.now,
                placedBy: "smmd")
            hold = fresh.id
            return (fresh, nil)
        }
        if let placed {
            engine.gate.place(placed)
            logger.critical("The clock is not set: nothing is sent until it is.")
            tellStatus(statusLine)
        }
        if let released {
            engine.gate.release(released)
            logger.notice("The clock is set.")
            tellStatus(statusLine)
        }
        return released != nil
    }

    /// The clock was set by `span`, or the machine slept: judge what fell due meanwhile before it is claimed.
    package func clockJumped(_ span: Milliseconds) async {
        logger.warning("The clock jumped.", metadata: ["milliseconds": "\(span.count)"])
        let off = timeOff
        do {
            if judgeClock() {
                _ = try await engine.catchUp(span: off)
                noticeRaised()
                alarms.reload()
            } else if span > configuration.clock.jump {
                _ = try await engine.clockJumped(since: options.clock.now - span, span: off)
                noticeRaised()
            } else if span < Milliseconds(count: -configuration.clock.jump.count) {
                try await engine.clockWentBack()
                alarms.reload()
            }
        } catch {
            logger.error("What fell due during a clock jump could not be judged.", metadata: ["error.code": "\(error)"])
        }
        await due()
    }

    /// How a time off reads for a person, on the machine's wall clock.
    var timeOff: @Sendable (Instant, Instant) -> String {
        let zone = (try? zones.zone(named: TimeZoneDirectory.systemZoneName() ?? "UTC")) ?? .utc
        return { TimeOff(zone: zone)($0, $1) }
    }
}
