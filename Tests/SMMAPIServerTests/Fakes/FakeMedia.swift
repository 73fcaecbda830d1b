import NIOCore
import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMModel
import SMMTestSupport
import Synchronization

/// Uploads in memory; remembers what became of each.
final class FakeMedia: MediaIntake {
    private struct State {
        var finished: [[UInt8]] = []
        var abandoned = 0
        var begun = 0
    }

    static let limit = 3 << 20
    let brands: BrandService
    private let state = Mutex(State())

    init(brands: BrandService) { self.brands = brands }

    var finished: [[UInt8]] { state.withLock { $0.finished } }
    var abandoned: Int { state.withLock { $0.abandoned } }
    /// Uploads of which bytes have come.
    var begun: Int { state.withLock { $0.begun } }
    /// Told of every change.
    let changes = Changes()

    func begin(_ call: Call, _ query: MediaQuery, length: Int64?) async throws -> any MediaSink<AssetView> {
        let brand = try await brands.show(call.principal, query.brand)
        try Authority.require(.author, in: brand.profile.id, of: call.principal, to: "upload")
        if let length, length > Self.limit { throw Self.tooLarge }
        return Sink(self, BrandReference(id: brand.profile.id, name: brand.profile.name))
    }

    func beginPreview(
        _ call: Call, _ query: MediaPreviewQuery, length: Int64?
    ) async throws -> any MediaSink<MediaPreviewView> {
        let brand = try await brands.show(call.principal, query.brand)
        try Authority.require(.author, in: brand.profile.id, of: call.principal, to: "upload")
        return Look()
    }

    func show(_ call: Call, _ asset: String) async throws -> AssetView {
        // ast_1 is acme's, ast_2 is beta's.
        let number = AssetID(asset).map { Int($0.rawValue) - 1 } ?? -1
        let all = try await brands.list(.system(via: "test"))
        guard all.indices.contains(number), call.principal.role(in: all[number].profile.id) != nil else {
            throw Problem.notFound("asset", asset)
        }
        let profile = all[number].profile
        return Samples.asset(BrandReference(id: profile.id, name: profile.name), bytes: 1)
    }

    private static let tooLarge = Problem(
        Problem.Code("media-too-large"), status: 413, "The file is too large.", allowed: "\(limit) bytes")

    private struct Look: MediaSink {
        func write(_ bytes: ByteBuffer) async throws {}
        func finish() async throws -> MediaPreviewView {
            MediaPreviewView(
                type: "image/png", byteCount: 3, width: 1, height: 1, frames: 1,
                facts: AssetFacts(bands: 3, bits: 8, colour: "RGB", hasProfile: false, removed: ["position"]),
                networks: [MediaPreviewNetwork(platform: "site", title: "Site", outcome: "cleaned")])
        }
        func abandon() async {}
    }

    private final class Sink: MediaSink {
        private let owner: FakeMedia
        private let brand: BrandReference
        private let bytes = Mutex<[UInt8]>([])

        init(_ owner: FakeMedia, _ brand: BrandReference) {
            self.owner = owner
            self.brand = brand
        }

        func write(_ chunk: ByteBuffer) async throws {
            let (count, isFirst) = bytes.withLock { bytes in
                let isFirst = bytes.isEmpty
                bytes.append(contentsOf: chunk.readableBytesView)
                return (bytes.count, isFirst)
            }
            if isFirst { owner.state.withLock { $0.begun += 1 } }
            owner.changes.tell()
            if count > FakeMedia.limit { throw FakeMedia.tooLarge }
        }

        func finish() async throws -> AssetView {
            let all = bytes.withLock { $0 }
            owner.state.withLock { $0.finished.append(all) }
            return Samples.asset(brand, bytes: Int64(all.count))
        }

        func abandon() async {
            owner.state.withLock { $0.abandoned += 1 }
            owner.changes.tell()
        }
    }
}
