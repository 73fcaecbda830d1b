package import SMMAdapterKit
import SMMModel
import SMMText

/// An adapter for the fake network, done as a real one should be: it is a model to copy, and the machine's sparring
/// partner.
///
/// Account settings: `url` (where the network is) and `handle` (the account's name there, else the account's id).
package struct FakeNetworkAdapter: PlatformAdapter, PreparesMedia, DeletesPosts, EditsPosts, RepliesToComments {
    /// The network's behaviour, as far as it is documented to clients.
    package let rules: FakeRules
    let outcomes: HTTPOutcome
    private let platform: String

    /// An adapter named `platform` (`fake-a` … `fake-e` by class unless told otherwise).
    package init(_ rules: FakeRules, platform: String? = nil, outcomes: HTTPOutcome = HTTPOutcome()) {
        self.rules = rules
        self.platform = platform ?? "fake-" + rules.kind.rawValue
        self.outcomes = outcomes
    }

    /// The manifest, with the guarantee of the network's class.
    package func describe() -> PlatformManifest {
        let picture = MediaLimit(maximumBytes: 8 << 20, maximumPixels: 40_000_000)
        return PlatformManifest(
            platform: platform, title: "Fake \(rules.kind.rawValue.uppercased())",
            guarantee: rules.kind.guarantee(rules),
            capabilities: [.preparesMedia, .deletesPosts, .editsPosts, .threads, .repliesToComments],
            limits: ContentLimits(
                maximumText: rules.maximumText, textUnit: .graphemes, maximumTextBytes: 8000, maximumParts: 25,
                maximumMedia: rules.maximumMedia, maximumAlt: 1500,
                media: ["image/jpeg": picture, "image/png": picture, "image/webp": picture]),
            settings: [
                SettingSpec("url", help: "Where the fake network listens.", defaultValue: FakeWire.defaultURL),
                SettingSpec("handle", help: "The account's name there."),
            ],
            options: [
                SettingSpec(
                    "visibility", help: "Who sees it.", defaultValue: "public", allowed: ["public", "unlisted"])
            ],
            source: "the fake network's own source", checked: "2026-11-23")
    }

    /// Uploads each medium once and notes its remote id as `media.N` before the next.
    package func prepare(_ request: PublishRequest, in context: AdapterContext) async -> PrepareResult {
        for (index, medium) in request.part.media.enumerated() where request.steps["media.\(index)"] == nil {
            let name = "media.\(index)"
            let bytes: [UInt8]
            do {
                bytes = try await context.media.bytes(of: medium)
            } catch {
                return .rejected(error)
            }
            let upload = FakeWire(request.account).upload(bytes, type: medium.type)
            let response: HTTPResponse
            do {
                response = try await context.transport.send(upload)
            } catch {
                return outcomes.preparedInVain(error)
            }
            if let result = outcomes.preparedInVain(
                response, now: context.clock.now, words: FakeWire.words(response))
            {
                return result
            }
            guard let id = FakeWire.id(response) else {
                return .retry(after: nil, reason: outcomes.failure(of: response))
            }
            if let failure = await note(name, id, context) { return .retry(after: nil, reason: failure) }
        }
        return .prepared
    }

    /// Publishes one part in the way of the class.
    package func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        guard let body = FakeWire.body(request) else {
            return AttemptResult(
                .retry(after: nil, reason: Failure("media-not-prepared", "A medium has not been uploaded yet.")))
        }
        let wire = FakeWire(request.account)
        switch rules.kind {
        case .recordKey: return await sendEffect(wire.put(request.recordKey, body), request, context)
        case .idempotencyKey: return await sendEffect(wire.create(body, key: request.idempotencyKey), request, context)
        case .listing, .blind: return await sendEffect(wire.create(body, key: nil), request, context)
        case .container: return await publishContainer(body, request, context)
        }
    }

    /// A reply is a post with a parent.
    package func reply(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        await publish(request, in: context)
    }

    func sendEffect(
        _ sent: HTTPRequest, _ request: PublishRequest, _ context: AdapterContext
    ) async -> AttemptResult {
        let response: HTTPResponse
        do {
            response = try await context.transport.send(sent)
        } catch {
            return AttemptResult(outcomes.outcome(of: error))
        }
        let words = FakeWire.words(response)
        // The platform's own code says more than the status: the thing is there already.
        if [403, 409].contains(response.status), ["duplicate", "already-published"].contains(words.code) {
            let receipt = FakeWire.publishedPost(response).map { Receipt(remoteID: $0) }
            return AttemptResult(.duplicateOf(receipt, reason: outcomes.failure(of: response, words: words)))
        }
        return outcomes.result(of: response, now: context.clock.now, words: words) { FakeWire.receipt($0) }
    }

    /// Makes the step durable; a failure to return when it could not be.
    func note(_ name: String, _ value: String, _ context: AdapterContext) async -> Failure? {
        do {
            try await context.steps.record(name, value)
            return nil
        } catch {
            return Failure("step-not-durable", "The step \(name) could not be stored.")
        }
    }

    private func publishContainer(
        _ body: FakeJSON, _ request: PublishRequest, _ context: AdapterContext
    ) async -> AttemptResult {
        let wire = FakeWire(request.account)
        if let container = request.steps["container"] {
            return await sendEffect(wire.publishContainer(container), request, context)
        }
        let made: PrepareResult
        do {
            let response = try await context.transport.send(wire.makeContainer(body))
            let now = context.clock.now
            if let id = FakeWire.id(response), StatusClass(response.status) == .success {
                if let failure = await note("container", id, context) {
                    return AttemptResult(.retry(after: nil, reason: failure))
                }
                return await sendEffect(wire.publishContainer(id), request, context)
            }
            made =
                outcomes.preparedInVain(response, now: now, words: FakeWire.words(response))
                ?? .retry(after: nil, reason: outcomes.failure(of: response))
        } catch {
            made = outcomes.preparedInVain(error)
        }
        switch made {
        case .prepared: return AttemptResult(.retry(after: nil, reason: Failure("no-container", "No container.")))
        case .retry(let after, let reason): return AttemptResult(.retry(after: after, reason: reason))
        case .rejected(let failure): return AttemptResult(.rejected(failure))
        case .needsReauth(let failure): return AttemptResult(.needsReauth(failure))
        }
    }
}
