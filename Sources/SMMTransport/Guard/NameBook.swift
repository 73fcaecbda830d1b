import NIOCore
import NIOPosix
import SMMModel
import Synchronization

/// The addresses of names, looked up once for all who ask at the same time and kept for a while.
///
/// What is in it was looked up, not checked: a rule may change while it is kept.
final class NameBook: Sendable {
    typealias Answer = Result<[NetworkAddress], LookupStop>

    private struct Entry {
        var addresses: [NetworkAddress]
        var until: NIODeadline
    }

    private struct State {
        var known: [String: Entry] = [:]
        var waiting: [String: [UInt64: CheckedContinuation<Answer, Never>]] = [:]
        var next: UInt64 = 0
        var isShut = false
        var pool: NIOThreadPool?
    }

    private enum Place {
        case refused(LookupStop)
        case behindAnother
        case first(NIOThreadPool)
    }

    /// Beyond this many names those whose time is over are forgotten, and where none is, all.
    private static let most = 4096
    /// Look-ups at the same time: each waits on a thread of its own for whoever answers for the name.
    private static let threads = 8

    private let lookup: any HostLookup
    private let keep: TimeAmount
    private let state = Mutex(State())

    /// A book in which names found stay for `keep`; names not found do not stay.
    init(_ lookup: any HostLookup, keep: Milliseconds) {
        self.lookup = lookup
        self.keep = .milliseconds(keep.count)
    }

    /// The addresses of `host`; none when its name leads nowhere.
    ///
    /// - Throws: when `deadline` passes first, or the task is cancelled.
    func addresses(
        of host: String, deadline: NIODeadline, on loop: any EventLoop
    ) async throws(LookupStop) -> [NetworkAddress] {
        if let found = known(host) { return found }
        let ticket = state.withLock { state in
            state.next += 1
            return state.next
        }
        let timer = loop.scheduleTask(deadline: deadline) { self.leave(host, ticket, .late) }
        defer { timer.cancel() }
        return try await withTaskCancellationHandler {
            await withCheckedContinuation { wait(for: host, ticket, until: deadline, $0) }
        } onCancel: {
            leave(host, ticket, .cancelled)
        }.get()
    }

    /// Says that nothing answered at an address: the others of the name are tried before it.
    func putLast(_ address: NetworkAddress, of host: String) {
        state.withLock { state in
            guard let index = state.known[host]?.addresses.firstIndex(of: address) else { return }
            state.known[host]?.addresses.remove(at: index)
            state.known[host]?.addresses.append(address)
        }
    }

    /// Looks nothing up any more; who waits is let go.
    func shut() {
        let (waiting, pool) = state.withLock { state in
            state.isShut = true
            defer { (state.waiting, state.pool) = ([:], nil) }
            return (state.waiting.values.flatMap(\.values), state.pool)
        }
        for continuation in waiting { continuation.resume(returning: .failure(.cancelled)) }
        guard let pool else { return }
        // Those in the middle of a look-up end when it does; nothing waits for them.
        pool.shutdownGracefully { _ in }
    }

    private func known(_ host: String) -> [NetworkAddress]? {
        state.withLock { state in
            guard let entry = state.known[host], entry.until > .now() else { return nil }
            return entry.addresses
        }
    }

    private func wait(
        for host: String, _ ticket: UInt64, until deadline: NIODeadline,
        _ continuation: CheckedContinuation<Answer, Never>
    ) {
        let place = state.withLock { state -> Place in
            // Who is told to leave before they wait is told nothing later.
            guard !state.isShut, !Task.isCancelled else { return .refused(.cancelled) }
            guard deadline > .now() else { return .refused(.late) }
            let isFirst = state.waiting[host] == nil
            state.waiting[host, default: [:]][ticket] = continuation
            guard isFirst else { return .behindAnother }
            let pool = state.pool ?? NIOThreadPool(numberOfThreads: Self.threads)
            if state.pool == nil { pool.start() }
            state.pool = pool
            return .first(pool)
        }
        switch place {
        case .refused(let stop): continuation.resume(returning: .failure(stop))
        case .behindAnother: break
        case .first(let pool):
            pool.submit { [self, lookup] state in
                answer(host, state == .active ? lookup.addresses(of: host) : [])
            }
        }
    }

    private func answer(_ host: String, _ addresses: [NetworkAddress]) {
        let waiting = state.withLock { state in
            if !addresses.isEmpty, !state.isShut {
                if state.known.count >= Self.most {
                    let now = NIODeadline.now()
                    state.known = state.known.filter { $0.value.until > now }
                    if state.known.count >= Self.most { state.known.removeAll() }
                }
                state.known[host] = Entry(addresses: addresses, until: .now() + keep)
            }
            return state.waiting.removeValue(forKey: host)?.values.map { $0 } ?? []
        }
        for continuation in waiting { continuation.resume(returning: .success(addresses)) }
    }

    private func leave(_ host: String, _ ticket: UInt64, _ stop: LookupStop) {
        let continuation = state.withLock { $0.waiting[host]?.removeValue(forKey: ticket) }
        continuation?.resume(returning: .failure(stop))
    }
}
