import NIOCore
import SMMAPI
import SMMAPIServer
import SMMAdapterKit
import SMMModel

/// One upload that is looked at: what each network would receive of it. Nothing of it is kept.
struct MediaPreviewing: MediaSink {
    let query: MediaPreviewQuery
    let upload: MediaUpload
    let networks: [PlatformManifest]
    let asset: AssetID
    /// Who parses pictures.
    let pictures: any PictureProber & PictureFitter

    func write(_ bytes: ByteBuffer) async throws {
        try await upload.write(bytes)
    }

    func finish() async throws -> MediaPreviewView {
        let (finding, facts) = try await upload.look(expecting: nil, name: query.name, by: pictures)
        let answers = await show(finding, facts)
        await upload.abandon()
        let header = finding.header
        return MediaPreviewView(
            type: header.type, byteCount: finding.byteCount, width: header.width, height: header.height,
            frames: finding.frames, milliseconds: header.milliseconds, facts: facts, networks: answers)
    }

    func abandon() async {
        await upload.abandon()
    }

    private func show(_ finding: MediaUpload.Finding, _ facts: AssetFacts?) async -> [MediaPreviewNetwork] {
        let header = finding.header
        let medium = MediaReference(
            asset: asset, sha256: finding.sha256, type: header.type, byteCount: finding.byteCount, width: header.width,
            height: header.height, frames: finding.frames.flatMap { $0 > 1 ? $0 : nil },
            milliseconds: header.milliseconds)
        let plans = networks.map { plan($0, for: medium) }
        // All of them at once: the picture is read once, and for networks that take the same made once.
        let made = await make(medium, plans.compactMap(\.wish))
        return zip(networks, plans).map { manifest, plan in
            var answer = MediaPreviewNetwork(platform: manifest.platform, title: manifest.title, outcome: "refused")
            switch plan {
            case .refused(let reason): answer.reason = reason
            case .asItIs: Self.fill(&answer, medium, facts?.removed.isEmpty == false ? "cleaned" : "unchanged")
            case .wish(let wish, let outcome):
                if let result = made[wish] { Self.fill(&answer, medium, result, outcome) }
            }
            return answer
        }
    }

    /// What a network would get.
    private enum Plan {
        case refused(String)
        case asItIs
        case wish(PictureWish, outcome: String)

        var wish: PictureWish? { if case .wish(let wish, _) = self { wish } else { nil } }
    }

    private func plan(_ manifest: PlatformManifest, for medium: MediaReference) -> Plan {
        // That a description is missing says nothing of the medium.
        let violations = manifest.violations(of: medium, at: 0).filter { !$0.rule.hasPrefix("alt-") }
        if let violation = violations.first { return .refused(violation.message) }
        switch manifest.fit(of: medium) {
        case .never: return .refused(PictureFit.refusal(of: medium.type).message)
        case .asItIs: return .asItIs
        case .cleaned(let wish): return .wish(wish, outcome: "cleaned")
        case .made(let wish): return .wish(wish, outcome: "made to fit")
        }
    }

    private static func fill(_ answer: inout MediaPreviewNetwork, _ medium: MediaReference, _ outcome: String) {
        answer.outcome = outcome
        answer.type = medium.type
        answer.byteCount = medium.byteCount
        answer.width = medium.width
        answer.height = medium.height
    }

    private static func fill(
        _ answer: inout MediaPreviewNetwork, _ medium: MediaReference, _ result: Made, _ outcome: String
    ) {
        guard result.reason == nil else {
            answer.reason = result.reason
            return
        }
        let isSame = result.byteCount == medium.byteCount && outcome == "cleaned"
        answer.outcome = isSame ? "unchanged" : outcome
        answer.type = result.type
        answer.byteCount = result.byteCount
        answer.width = result.width
        answer.height = result.height
        answer.content = result.content
    }

    private func make(_ medium: MediaReference, _ wishes: [PictureWish]) async -> [PictureWish: Made] {
        let reader = UploadReader(upload: upload)
        // The pictures themselves are wanted of one network alone.
        guard !query.content else {
            var made: [PictureWish: Made] = [:]
            for wish in wishes where made[wish] == nil { made[wish] = await fit(medium, of: reader, wish) }
            return made
        }
        let measures = await pictures.measure(medium, of: reader, to: wishes)
        return Dictionary(zip(wishes, measures.map(Made.init)), uniquingKeysWith: { first, _ in first })
    }

    private func fit(_ medium: MediaReference, of reader: UploadReader, _ wish: PictureWish) async -> Made {
        do throws(Failure) {
            let picture = try await pictures.fit(medium, of: reader, to: wish)
            var made = Made(.success(PictureMeasure(picture)))
            made.content = Base64Text.encode(picture.bytes)
            return made
        } catch {
            return Made(.failure(error))
        }
    }

    /// What became of the picture for one wish.
    private struct Made {
        var type: String?
        var byteCount: Int64?
        var width: Int?
        var height: Int?
        /// Only where one network alone is asked for.
        var content: String?
        /// Why there is none.
        var reason: String?

        init(_ measure: Result<PictureMeasure, Failure>) {
            switch measure {
            case .success(let measure):
                (type, byteCount) = (measure.type, measure.byteCount)
                (width, height) = (measure.width, measure.height)
            case .failure(let failure): reason = failure.message
            }
        }
    }
}
