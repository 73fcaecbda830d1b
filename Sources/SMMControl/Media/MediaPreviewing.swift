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
        // Networks that take the same are shown the same: it is made once. The pictures themselves are not kept for it.
        var made: [PictureWish: Made] = [:]
        var answers: [MediaPreviewNetwork] = []
        for manifest in networks {
            var answer = MediaPreviewNetwork(platform: manifest.platform, title: manifest.title, outcome: "refused")
            // That a description is missing says nothing of the medium.
            let violations = manifest.violations(of: medium, at: 0).filter { !$0.rule.hasPrefix("alt-") }
            if let violation = violations.first {
                answer.reason = violation.message
            } else {
                switch manifest.fit(of: medium) {
                case .never: answer.reason = PictureFit.refusal(of: medium.type).message
                case .asItIs: Self.fill(&answer, medium, facts?.removed.isEmpty == false ? "cleaned" : "unchanged")
                case .cleaned(let wish): await fill(&answer, medium, wish, "cleaned", &made)
                case .made(let wish): await fill(&answer, medium, wish, "made to fit", &made)
                }
            }
            answers.append(answer)
        }
        return answers
    }

    private static func fill(_ answer: inout MediaPreviewNetwork, _ medium: MediaReference, _ outcome: String) {
        answer.outcome = outcome
        answer.type = medium.type
        answer.byteCount = medium.byteCount
        answer.width = medium.width
        answer.height = medium.height
    }

    private func fill(
        _ answer: inout MediaPreviewNetwork, _ medium: MediaReference, _ wish: PictureWish, _ outcome: String,
        _ made: inout [PictureWish: Made]
    ) async {
        let result: Made
        if let known = made[wish] {
            result = known
        } else {
            result = await make(medium, wish)
            made[wish] = result
        }
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

    private func make(_ medium: MediaReference, _ wish: PictureWish) async -> Made {
        do throws(Failure) {
            let picture = try await pictures.fit(medium, of: UploadReader(upload: upload), to: wish)
            return Made(
                type: picture.type, byteCount: Int64(picture.bytes.endIndex), width: picture.width,
                height: picture.height, content: query.content ? Base64Text.encode(picture.bytes) : nil)
        } catch {
            return Made(reason: error.message)
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
    }
}
