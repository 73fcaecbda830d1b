import NIOPosix
package import SMMDoorWire
package import SMMModel
import Synchronization

/// Puts questions to smmd: a few at a time on threads of their own, and few wait for that.
package final class Desk: Sendable {
    private typealias Asked = Result<DoorFacts, DeskFault>

    private struct State {
        var waiting = 0
        var slow = 0
        var facts: (value: DoorFacts, at: Milliseconds)?
        /// Who asks for the facts now.
        var asking: Task<Asked, Never>?
        var restsUntil: Milliseconds?
    }

    /// How long nothing is asked after smmd closed a connection at once: it has as many questions as it takes.
    private static let rest: Int64 = 50

    private let call: @Sendable (DoorQuestion) -> Result<DeskReply, DeskFault>
    private let pool: NIOThreadPool
    private let most: Int
    private let mostSlow: Int
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
        mostSlow = settings.slowQuestions
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
            // Those that take seconds leave room for the others.
            guard !question.isSlow || state.slow < mostSlow else { return false }
            state.waiting += 1
            state.slow += question.isSlow ? 1 : 0
            return true
        }
        guard isTaken else { throw .closed }
        defer {
            state.withLock { state in
                state.waiting -= 1
                state.slow -= question.isSlow ? 1 : 0
            }
        }
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

    /// What smmd says of its configuration, as it said it not long ago.
    ///
    /// One asks at a time: meanwhile the others take what was said before, and wait where nothing was.
    ///
    /// - Returns: the facts, old ones when smmd does not answer (it may be starting anew), nil when there are none either;
    ///   and why it did not answer, to whoever asked it first.
    package func facts() async -> (facts: DoorFacts?, fault: DeskFault?) {
        let time = now()
        let (known, asking, isFirst) = state.withLock { state -> (DoorFacts?, Task<Asked, Never>?, Bool) in
            if let facts = state.facts, time - facts.at < life { return (facts.value, nil, false) }
            if let asking = state.asking { return (state.facts?.value, asking, false) }
            let asking = Task { await self.askFacts() }
            state.asking = asking
            return (state.facts?.value, asking, true)
        }
        guard let asking else { return (known, nil) }
        if let known, !isFirst { return (known, nil) }
        switch await asking.value {
        case .success(let facts): return (facts, nil)
        case .failure(let fault): return (known, isFirst ? fault : nil)
        }
    }

    private func askFacts() async -> Asked {
        let result: Asked
        do throws(DeskFault) {
            guard case .facts(let facts) = try await ask(.facts).answer else { throw .garbled }
            result = .success(facts)
        } catch {
            result = .failure(error)
        }
        let time = now()
        state.withLock { state in
            if case .success(let facts) = result { state.facts = (facts, time) }
            state.asking = nil
        }
        return result
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
