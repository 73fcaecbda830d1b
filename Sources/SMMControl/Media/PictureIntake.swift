import SMMAdapterKit
import SMMModel

/// Looks into pictures before they come into the stock: what cannot be read to its end, or not be cleaned, goes to no
/// network and is refused at once.
struct PictureIntake {
    let pictures: any PictureProber

    /// What was found out of the picture that `upload` brought.
    ///
    /// - Throws: `Problem` 413, 422 or, of the process that parses, 503.
    func probe(_ upload: MediaUpload, _ finding: MediaUpload.Finding, name: String?) async throws -> ProbedPicture {
        let type = finding.header.type
        guard PictureFit.readable.contains(type) else {
            throw Problem.invalid(
                "media-not-cleaned",
                "What a picture of this type tells of its place and its camera cannot be taken out here, so it is not sent.",
                given: type, allowed: PictureFit.readable.sorted().joined(separator: ", "),
                next: "Save it as JPEG and try again.")
        }
        guard finding.byteCount <= PictureFit.maximumBytes else {
            throw Problem(
                Problem.Code("media-too-large"), status: 413, "The picture is larger than smmd parses.",
                given: "\(finding.byteCount) bytes",
                allowed: "\(PictureFit.maximumBytes >> 20) MiB (\(PictureFit.maximumBytes) bytes)",
                next: "Make it smaller, for instance with a lower resolution, and try again.")
        }
        let probed: ProbedPicture
        do throws(Failure) {
            probed = try await pictures.probe { () throws(Failure) in
                try await upload.bytes()
            }
        } catch {
            throw Self.problem(error, name: name, finding)
        }
        guard probed.type == type else { throw Self.damaged(name) }
        return probed
    }

    /// What a failure means for who sent the picture.
    static func problem(_ failure: Failure, name: String?, _ finding: MediaUpload.Finding) -> Problem {
        switch failure.code {
        case "picture-too-large":
            let frames = finding.header.type == "image/jpeg" ? "" : ", all frames together"
            return Problem.invalid(
                "media-too-many-pixels", "The picture has more pixels than smmd decodes\(frames).",
                given: "\(finding.header.width ?? 0) × \(finding.header.height ?? 0)",
                allowed: "\(PictureFit.maximumPixels / 1_000_000) megapixels, five times that for all frames",
                next: "Make it smaller and try again.")
        case "picture-too-slow":
            return Problem.invalid(
                "media-too-slow", "The picture takes too much work to read; it was given up.", given: name,
                next: "Open it in a picture program, save it anew and try again.")
        case "picture-type", "picture-unreadable": return damaged(name)
        case "media-process-missing":
            return Problem(
                Problem.Code("media-process-missing"), status: 503, failure.message, given: name, next: "smmctl doctor")
        default:
            return Problem(
                Problem.Code(failure.code), status: 503, failure.message, given: name, next: "Try again.")
        }
    }

    private static func damaged(_ name: String?) -> Problem {
        Problem.invalid(
            "media-damaged",
            "The picture cannot be read to its end: it is cut short or damaged, or takes more memory than is allowed.",
            given: name, next: "Get the whole file, or open it in a picture program and save it anew.")
    }
}
