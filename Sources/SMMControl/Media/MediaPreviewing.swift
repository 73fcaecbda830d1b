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
    /// Who parses pictures; nil where nobody does, in tests.
    let pictures: (any PictureProber & PictureFitter)?

    func write(_ bytes: ByteBuffer) async throws {
        try await upload.write(bytes)
    }

    func finish() async throws -> MediaPreviewView {
        let finding: MediaUpload.Finding
        let facts: AssetFacts?
        let answers: [MediaPreviewNetwork]
        do {
            (finding, facts) = try await upload.look(expecting: nil, name: query.name, by: pictures)
            answers = try await show(finding)
        } catch {
            await upload.abandon()
            throw error
        }
        await upload.abandon()
        let header = finding.header
        return MediaPreviewView(
            type: header.type, byteCount: finding.byteCount, width: header.width, height: header.height,
            frames: finding.frames, milliseconds: header.milliseconds, facts: facts, networks: answers)
    }

    func abandon() async {
        await upload.abandon()
    }

    private func show(_ finding: MediaUpload.Finding) async throws -> [MediaPreviewNetwork] {
        let header = finding.header
        let medium = MediaReference(
            asset: asset, sha256: finding.sha256, type: header.type, byteCount: finding.byteCount, width: header.width,
            height: header.height, frames: finding.frames.flatMap { $0 > 1 ? $0 : nil },
            milliseconds: header.milliseconds)
        // Networks that take the same are shown the same: it is made once.
        var made: [PictureWish: Result<FittedPicture, Failure>] = [:]
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
                case .asItIs: Self.fill(&answer, medium, "unchanged")
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
        _ made: inout [PictureWish: Result<FittedPicture, Failure>]
    ) async {
        guard let pictures else { return Self.fill(&answer, medium, "unchanged") }
        let result: Result<FittedPicture, Failure>
        if let known = made[wish] {
            result = known
        } else {
            do throws(Failure) {
                result = .success(try await pictures.fit(medium, of: UploadReader(upload: upload), to: wish))
            } catch {
                result = .failure(error)
            }
            made[wish] = result
        }
        switch result {
        case .failure(let failure): answer.reason = failure.message
        case .success(let picture):
            let isSame = Int64(picture.bytes.endIndex) == medium.byteCount && outcome == "cleaned"
            answer.outcome = isSame ? "unchanged" : outcome
            answer.type = picture.type
            answer.byteCount = Int64(picture.bytes.endIndex)
            answer.width = picture.width
            answer.height = picture.height
            if query.content { answer.content = Base64Text.encode(picture.bytes) }
        }
    }
}
