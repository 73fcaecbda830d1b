import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMModel
import SMMTestSupport
import Synchronization

/// A record in memory whose readers wait for what is published by hand.
final class FakeEvents: EventFeed {
    let brands: BrandService
    private let cursors = Mutex<[FakeCursor]>([])
    /// Told when a reader was ended.
    let changes = Changes()

    init(brands: BrandService) { self.brands = brands }

    func list(_ call: Call, _ query: EventQuery, _ page: PageRequest) async throws -> PageResult<EventView> {
        if let brand = query.brand { _ = try await brands.show(call.principal, brand) }
        let seen = try await brands.list(call.principal)
        return PageResult(
            items: seen.prefix(page.limit).enumerated().map { index, brand in
                Samples.event(Int64(index) + 1, BrandReference(id: brand.profile.id, name: brand.profile.name))
            })
    }

    func follow(_ call: Call, _ query: EventQuery) async throws -> any EventCursor {
        if let brand = query.brand { _ = try await brands.show(call.principal, brand) }
        let cursor = FakeCursor(changes)
        cursors.withLock { $0.append(cursor) }
        return cursor
    }

    /// Hands an event to every reader.
    func publish(_ event: EventView) {
        for cursor in cursors.withLock({ $0 }) { cursor.push(event) }
    }

    /// Ends every reader's stream.
    func endAll() {
        for cursor in cursors.withLock({ $0 }) { cursor.cancel() }
    }

    /// How many readers were ended from outside.
    var cancelled: Int { cursors.withLock { $0.count { $0.isCancelled } } }
}

/// One reader.
final class FakeCursor: EventCursor {
    private struct State {
        var events: [EventView] = []
        var waiter: CheckedContinuation<Void, Never>?
        var isCancelled = false
    }

    private let state = Mutex(State())
    private let changes: Changes

    init(_ changes: Changes) { self.changes = changes }

    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    func push(_ event: EventView) {
        wake { $0.events.append(event) }
    }

    func cancel() {
        wake { $0.isCancelled = true }
        changes.tell()
    }

    func next() async throws -> [EventView]? {
        while true {
            let (events, isOver) = state.withLock { state in
                defer { state.events = [] }
                return (state.events, state.isCancelled)
            }
            if !events.isEmpty { return events }
            if isOver { return nil }
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    guard state.events.isEmpty, !state.isCancelled else { return true }
                    state.waiter = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        }
    }

    private func wake(_ change: (inout State) -> Void) {
        let waiter = state.withLock { state in
            change(&state)
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }
}
