package import SMMAdapterKit
import SMMModel

extension FakeNetworkAdapter {
    /// Asks in the way of the class: the record, the container, the listing, or nothing.
    package func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
        switch rules.kind {
        case .recordKey: await lookUpRecord(request, context)
        case .container: await lookUpContainer(request, context)
        case .idempotencyKey, .listing: await searchListing(request, context)
        case .blind: .cannotTell(Failure("no-listing", "This network cannot be asked."))
        }
    }

    private func lookUpRecord(_ request: ReconcileRequest, _ context: AdapterContext) async -> ReconcileResult {
        let sent = FakeWire(request.sent.account).get(request.sent.recordKey)
        do {
            let response = try await context.transport.send(sent)
            let words = FakeWire.words(response)
            let now = context.clock.now
            if response.status == 404, words.code == "post-not-found" {
                return .absent(ListingProof(fetchedAt: now, coversWindow: true, isAuthoritative: true))
            }
            if let result = outcomes.askedInVain(response, now: now, words: words) { return result }
            guard let receipt = FakeWire.receipt(response), let item = FakeListing.Item(FakeJSON(bytes: response.body))
            else { return .askAgain(after: nil, reason: outcomes.failure(of: response)) }
            guard item.matches(request.sent) else {
                return .cannotTell(Failure("record-differs", "There is another record at the key."))
            }
            return .found(receipt)
        } catch {
            return outcomes.askedInVain(error)
        }
    }

    private func lookUpContainer(_ request: ReconcileRequest, _ context: AdapterContext) async -> ReconcileResult {
        guard let container = request.sent.steps["container"] else {
            // Its id is durable before it is published, so nothing can have become visible.
            return .absent(
                ListingProof(fetchedAt: context.clock.now, coversWindow: true, isAuthoritative: true))
        }
        do {
            let response = try await context.transport.send(FakeWire(request.sent.account).getContainer(container))
            let now = context.clock.now
            if let result = outcomes.askedInVain(response, now: now, words: FakeWire.words(response)) { return result }
            let body = FakeJSON(bytes: response.body)
            switch body?["status"]?.string {
            case "PUBLISHED":
                guard let id = body?["post"]?.string, !id.isEmpty else { break }
                return .found(Receipt(remoteID: id))
            case "FINISHED": return .unfinished
            case "EXPIRED":
                return .absent(ListingProof(fetchedAt: now, coversWindow: true, isAuthoritative: true))
            default: break
            }
            return .askAgain(after: nil, reason: outcomes.failure(of: response))
        } catch {
            return outcomes.askedInVain(error)
        }
    }

    /// Reads the listing back to the window's beginning and compares what is not owned by another operation.
    private func searchListing(_ request: ReconcileRequest, _ context: AdapterContext) async -> ReconcileResult {
        var matches: [FakeListing.Item] = []
        let owned = Set(request.owned)
        var cursor: String?
        let fetchedAt = context.clock.now
        for _ in 0..<FakeListing.maximumPages {
            let sent = FakeWire(request.sent.account).list(from: request.from, until: request.until, cursor: cursor)
            let response: HTTPResponse
            do {
                response = try await context.transport.send(sent)
            } catch {
                return outcomes.askedInVain(error)
            }
            if let result = outcomes.askedInVain(
                response, now: context.clock.now, words: FakeWire.words(response))
            {
                return result
            }
            guard let page = FakeListing(response) else {
                return .askAgain(after: nil, reason: outcomes.failure(of: response))
            }
            matches += page.items.filter {
                !owned.contains($0.id) && $0.madeAt >= request.from && $0.madeAt <= request.until
                    && $0.matches(request.sent)
            }
            cursor = page.next
            if cursor == nil { break }
        }
        switch matches.count {
        case 0: return .absent(ListingProof(fetchedAt: fetchedAt, coversWindow: cursor == nil))
        case 1: return .found(matches[0].receipt)
        default: return .several(matches.map(\.receipt))
        }
    }
}
