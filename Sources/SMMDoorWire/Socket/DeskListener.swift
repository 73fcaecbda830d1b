import CSMMShim
import Dispatch
import Glibc
package import SMMModel
import Synchronization

/// smmd's side: takes questions on a listening Unix socket, a few at a time, from the door's user alone.
///
/// Whoever asks has a time to say the question and another to take the answer; beyond the most at a time a connection is
/// closed at once. So the door, whatever became of it, can hold up a few threads of its own and nothing else.
package final class DeskListener: Sendable {
    private struct State {
        var source: (any DispatchSourceRead)?
        var isResting = false
        /// Those of the lanes that carry no connection.
        var lanes: [DispatchQueue]
        var rate: TokenBucket
    }

    /// How long the listener rests when the process has no descriptor for another connection.
    private static let rest = DispatchTimeInterval.milliseconds(200)

    private let listening: OpenDescriptor
    private let users: Set<UInt32>
    private let patience: Milliseconds
    private let answer: @Sendable (DoorQuestion) async -> DeskReply
    private let strangers: @Sendable () -> Void
    private let queue = DispatchQueue(label: "smmd-door-desk")
    private let now: @Sendable () -> Milliseconds
    private let state: Mutex<State>
    private let most: Int
    /// Something whenever a connection is done with.
    private let idle: AsyncStream<Void>
    private let told: AsyncStream<Void>.Continuation

    /// A listener that does not listen yet.
    ///
    /// - Parameters:
    ///   - descriptor: a listening Unix stream socket, taken over.
    ///   - users: who may ask.
    ///   - most: how many questions are taken at a time.
    ///   - burst: how many are taken at once after a rest, and
    ///   - perSecond: how many a second after that; beyond both a connection is closed at once as well.
    ///   - patience: the time for saying a question, and that for taking its answer.
    ///   - now: a clock that nobody sets.
    ///   - strangers: told each time another user was turned away.
    package init(
        descriptor: Int32, users: Set<UInt32>, most: Int = 16, burst: Int = 300, perSecond: Int = 100,
        patience: Milliseconds = .seconds(2), now: @escaping @Sendable () -> Milliseconds = DeskListener.uptime,
        strangers: @escaping @Sendable () -> Void = {}, answer: @escaping @Sendable (DoorQuestion) async -> DeskReply
    ) {
        listening = OpenDescriptor(descriptor)
        self.users = users
        self.now = now
        self.most = most
        (idle, told) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        // A lane for each connection. A serial queue that blocks takes a thread of its own; those of a concurrent one are the
        // few on which the daemon's tasks run too, and whoever says nothing would hold them up.
        state = Mutex(
            State(
                lanes: (0..<most).map { DispatchQueue(label: "smmd-door-talk.\($0)") },
                rate: TokenBucket(capacity: burst, perSecond: perSecond)))
        self.patience = patience
        self.strangers = strangers
        self.answer = answer
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    /// Milliseconds of a clock that nobody sets.
    package static let uptime: @Sendable () -> Milliseconds = { Milliseconds(count: TimedSocket.now()) }

    /// Begins to take questions; does nothing when it does already.
    package func start() {
        state.withLock { state in
            guard state.source == nil else { return }
            let source = DispatchSource.makeReadSource(fileDescriptor: listening.number, queue: queue)
            source.setEventHandler { [weak self] in self?.accept() }
            // The descriptor must stay open until the source has let go of it.
            source.setCancelHandler { [listening] in withExtendedLifetime(listening) {} }
            state.source = source
            source.activate()
        }
    }

    /// Takes no more questions; those that were taken are still answered.
    package func stop() {
        state.withLock { state in
            // One that rests must not be let go of.
            if state.isResting { state.source?.resume() }
            state.isResting = false
            state.source?.cancel()
            state.source = nil
        }
    }

    /// Returns when every question that was taken is answered, or the task is cancelled. For after ``stop()``.
    package func drained() async {
        if isIdle { return }
        for await _ in idle where isIdle { return }
    }

    private var isIdle: Bool { state.withLock { $0.lanes.count == most } }

    deinit { stop() }

    private func accept() {
        while true {
            let number = smm_accept(listening.number)
            guard number >= 0 else {
                let error = errno
                if error == EINTR || error == ECONNABORTED { continue }
                if error != EAGAIN { pause() }
                return
            }
            let connection = OpenDescriptor(number)
            guard DeskPeer.isOne(of: users, number) else {
                strangers()
                continue
            }
            let now = self.now()
            let lane = state.withLock { state in
                guard !state.lanes.isEmpty, state.rate.take(now: now) else { return nil as DispatchQueue? }
                return state.lanes.removeLast()
            }
            if let lane { lane.async { self.take(connection, lane) } }
        }
    }

    /// The socket stays readable while nothing can be accepted: without a rest the loop would keep a core busy.
    private func pause() {
        state.withLock { state in
            guard let source = state.source, !state.isResting else { return }
            source.suspend()
            state.isResting = true
        }
        queue.asyncAfter(deadline: .now() + Self.rest) { [weak self] in
            self?.state.withLock { state in
                guard state.isResting else { return }
                state.isResting = false
                state.source?.resume()
            }
        }
    }

    private func take(_ connection: OpenDescriptor, _ lane: DispatchQueue) {
        let question: DoorQuestion?
        do throws(DeskFault) {
            let talk = TimedSocket(connection.number, patience: patience.count)
            question = DoorQuestion(try talk.receive(longest: DoorQuestion.longest).message)
        } catch {
            // Gone, slow, or not one of ours: there is nobody to tell.
            question = nil
        }
        guard let question else { return leave(lane) }
        Task {
            let reply = await answer(question)
            lane.async {
                do throws(DeskFault) {
                    try TimedSocket(connection.number, patience: self.patience.count)
                        .send(reply.answer.bytes, file: reply.file)
                } catch {
                    // The door is gone, or does not take its answer; it asks again or says so itself.
                }
                self.leave(lane)
            }
        }
    }

    private func leave(_ lane: DispatchQueue) {
        state.withLock { $0.lanes.append(lane) }
        told.yield()
    }
}
