import NIOPosix
package import SMMDoorWire
package import SMMModel
import Synchronization

/// Puts questions to smmd: a few at a time on threads of their own, and few wait for that.
package final class Desk: Sendable {
    private struct State {
        var waiting = 0
        var facts: (value: DoorFacts, at: Milliseconds)?
        var isRenewing = false
        var restsUntil: Milliseconds?
    }

    /// How long nothing is asked after smmd closed a connection at once: it has as many questions as it takes.
    private static let rest: Int64 = 50

    private let call: @Sendable (DoorQuestion) -> Result<DeskReply, DeskFault>
    private let pool: NIOThreadPool
    private let most: Int
    private let life: Milliseconds
    private let now: @Sendable () -> Milliseconds
    private let state = Mutex(State())

    /// A desk.
    ///
    /// - Parameters:
    ///   - now: a clock that nobody sets.
    ///   - call: puts one question and waits for the answer, on a thread that may block.
    package init(
        _ settings: DoorSettings, now: @escaping @Sendable () -> Milliseconds,
        call: @escaping @Sendable (DoorQuestion) -> Result<DeskReply, DeskFault>
    ) {
        self.call = call
        self.now = now
        most = settings.questions + settings.waitingQuestions
        life = Milliseconds(count: settings.factsLife)
        pool = NIOThreadPool(numberOfThreads: settings.questions)
        pool.start()
    }

    /// Asks one question.
    ///
    /// - Throws: `closed` without asking when too many wait already, or smmd had too many a moment ago.
    package func ask(_ question: DoorQuestion) async throws(DeskFault) -> DeskReply {
        let time = now()
        let isTaken = state.withLock { state in
            guard state.waiting < most, state.restsUntil.map({ time >= $0 }) ?? true else { return false }
            state.waiting += 1
            return true
        }
        guard isTaken else { throw .closed }
        defer { state.withLock { $0.waiting -= 1 } }
        let call = self.call
        let result: Result<DeskReply, DeskFault>
        do {
            result = try await pool.runIfActive { call(question) }
        } catch {
            // The threads are gone: the door closes.
            throw .closed
        }
        if case .failure(.closed) = result {
            let until = Milliseconds(count: now().count + Self.rest)
            state.withLock { $0.restsUntil = until }
        }
        return try result.get()
    }

    /// What smmd says of its configuration, as it said it not long ago; while one asks anew, the others take what was said.
    package func facts() async throws(DeskFault) -> DoorFacts {
        let time = now()
        let (known, isFresh) = state.withLock { state -> (DoorFacts?, Bool) in
            guard let facts = state.facts else { return (nil, false) }
            if time - facts.at < life || state.isRenewing { return (facts.value, true) }
            state.isRenewing = true
            return (facts.value, false)
        }
        if let known, isFresh { return known }
        do throws(DeskFault) {
            guard case .facts(let facts) = try await ask(.facts).answer else { throw .garbled }
            state.withLock { state in
                state.facts = (facts, now())
                state.isRenewing = false
            }
            return facts
        } catch {
            state.withLock { $0.isRenewing = false }
            // Old words are better than none: smmd may be starting anew.
            guard let known else { throw error }
            return known
        }
    }

    /// Ends its threads.
    package func close() async {
        do {
            try await pool.shutdownGracefully()
        } catch {
            // They were ended before.
        }
    }
}
