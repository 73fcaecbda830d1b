package import SMMAPI
import SMMAPIClient
package import SMMModel

/// Speaks to a daemon that may die at any moment.
package struct LabClient: Sendable {
    /// What became of a request.
    package enum Answer<Value: Sendable>: Sendable {
        /// It was done.
        case done(Value)
        /// It came too late.
        case late
        /// There was no answer: it may have been done or not.
        case lost
    }

    let api: APIClient

    init(socket: String) {
        api = APIClient(endpoint: .socket(path: socket))
    }

    /// Ends the connection.
    package func close() async { await api.close() }

    /// Whether it answers.
    package func ping() async -> Bool {
        do {
            return try await api.send(ClientRequest("GET", "/v1/ping", patience: 10)).status == 200
        } catch {
            return false  // not yet, or not any more: whoever asks again will see
        }
    }

    /// Makes a brand.
    package func makeBrand(_ name: String) async throws {
        try await must("/v1/brands", CreateBrand(name: name, zone: "UTC", language: "en"))
    }

    /// Makes an account.
    package func makeAccount(_ name: String, platform: String, settings: [String: String]) async throws {
        try await must("/v1/accounts", CreateAccount(platform: platform, name: name, settings: settings))
    }

    /// Gives an account its weekly slots: the same times on every day.
    package func setSlots(_ account: String, times: [String]) async throws {
        let slots = (1...7).flatMap { day in times.map { SlotTime(weekday: day, time: $0) } }
        try await must("/v1/accounts/\(account)/slots", SetSlots(slots: slots), method: "PUT")
    }

    /// Makes a post under its idempotency key, so that it can be asked for again when the answer is lost; notes its id.
    ///
    /// - Parameter asset: a photo in each part, for the first time it is asked for.
    /// - Returns: false when there was no answer.
    /// - Throws: `LabFailure` when it is refused.
    package func make(_ post: inout LabPost, asset: AssetID? = nil) async throws -> Bool {
        let body = try post.request ?? Self.body(post, asset)
        post.request = body
        let request = ClientRequest(
            "POST", "/v1/posts", headers: [(HeaderName.idempotencyKey, post.key)], body: .json(body))
        switch try await answer(request, as: PostView.self, \.id) {
        case .done(let id): post.id = id
        case .late: post.isRefused = true
        case .lost: return false
        }
        return true
    }

    private static func body(_ post: LabPost, _ asset: AssetID?) throws -> [UInt8] {
        let media = asset.map { [MediaDraft(asset: "\($0)", alt: "A picture")] }
        let texts = post.texts
        let parts = texts.count == 1 ? nil : texts.map { PartDraft(text: $0, media: media) }
        let draft = CreatePost(
            text: parts == nil ? post.text : nil, media: parts == nil ? media : nil, parts: parts, to: [post.account],
            schedule: post.schedule, lateWindowSeconds: post.lateWindow)
        return Array(try WireJSON.encode(draft))
    }

    /// Sends a photo's bytes.
    ///
    /// - Throws: `LabFailure` when they are refused.
    package func upload(_ bytes: [UInt8]) async throws -> Answer<AssetID> {
        var request = ClientRequest("POST", "/v1/media?name=picture.png")
        request.body = .upload(
            Upload(
                length: Int64(bytes.count), type: "application/octet-stream",
                open: {
                    let once = Once(bytes)
                    return { once.take() }
                }))
        request.isHarmlessTwice = true
        return try await answer(request, as: AssetView.self, \.id)
    }

    /// Waits until nothing moves by itself any more; false when that does not come about in time.
    package func settles(within limit: Duration) async throws -> Bool {
        try await Wait.until(within: limit, every: .milliseconds(50)) { try await isSettled() }
    }

    private func isSettled() async throws -> Bool {
        for state in Self.moving {
            let page = try await get("/v1/posts?state=\(state.rawValue)&limit=1", as: Page<PostSummary>.self)
            guard page.items.isEmpty else { return false }
        }
        // A post may have gone from one of these states to another between two questions: only who saw each post at
        // rest knows.
        return try await states().values.allSatisfy { !Self.moving.contains($0) }
    }

    private static let moving: [PostState] = [.scheduled, .waiting, .underway, .uncertain]

    /// The state of every post.
    package func states() async throws -> [PostID: PostState] {
        var states: [PostID: PostState] = [:]
        var cursor: String?
        repeat {
            let place = cursor.map { "&cursor=\($0)" } ?? ""
            let page = try await get("/v1/posts?limit=200\(place)", as: Page<PostSummary>.self)
            for item in page.items { states[item.id] = item.state }
            cursor = page.next
        } while cursor != nil
        return states
    }

    /// One post.
    package func post(_ id: PostID) async throws -> PostView { try await get("/v1/posts/\(id)", as: PostView.self) }

    /// How many operations were found in flight by daemons that started after one that died.
    package func recovered() async throws -> Int {
        var count = 0
        var cursor: String?
        repeat {
            let place = cursor.map { "&cursor=\($0)" } ?? ""
            let page = try await get("/v1/events?verb=operation.recovered&limit=200\(place)", as: Page<EventView>.self)
            count += page.items.count { $0.before == "sending" }
            cursor = page.next
        } while cursor != nil
        return count
    }

    /// Follows the record from behind `sequence`, noting each event, until the connection ends.
    ///
    /// - Throws: when an event cannot be read.
    package func follow(after sequence: Int64, into log: FollowLog) async throws {
        do {
            let stream = try await api.stream(
                ClientRequest("GET", "/v1/events?follow=true&after=\(sequence)", patience: 30))
            guard case .lines(let lines) = stream else { return }
            for try await line in lines where !line.isEmpty {
                log.note(try WireJSON.decode(EventView.self, from: Array(line.utf8)))
            }
            await lines.close()
        } catch is ClientError {
            return  // the daemon died under the reader: the next life is followed from where this one ended
        }
    }

    func get<Value: Decodable>(_ target: String, as type: Value.Type) async throws -> Value {
        let response = try await api.send(ClientRequest("GET", target))
        guard response.status == 200 else {
            throw LabFailure("\(target) answers \(response.status): \(String(decoding: response.body, as: UTF8.self))")
        }
        return try WireJSON.decode(type, from: response.body)
    }

    func must(_ target: String, _ body: some Encodable, method: String = "POST") async throws {
        let response = try await api.send(
            ClientRequest(method, target, body: .json(Array(try WireJSON.encode(body)))))
        guard response.status < 300 else {
            throw LabFailure("\(target) answers \(response.status): \(String(decoding: response.body, as: UTF8.self))")
        }
    }

    private func answer<View: Decodable, Value: Sendable>(
        _ request: ClientRequest, as type: View.Type, _ part: (View) -> Value
    ) async throws -> Answer<Value> {
        let response: ClientResponse
        do {
            response = try await api.send(request)
        } catch is ClientError {
            return .lost
        }
        guard response.status < 300 else {
            let words = String(decoding: response.body, as: UTF8.self)
            if words.contains("\"time-past\"") { return .late }
            throw LabFailure("\(request.method) \(request.target) answers \(response.status): \(words)")
        }
        return .done(part(try WireJSON.decode(type, from: response.body)))
    }
}
