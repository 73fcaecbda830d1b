import SMMAdapterKit
import SMMMedia
import SMMModel

extension DoorDesk {
    /// Looks whether a medium may be given out by an address: what a picture's file tells of a place, a camera or a person goes
    /// to nobody.
    ///
    /// - Throws: `Problem`: `media-not-cleaned` (422); `media-missing`, `media-changed` (409) when the stock does not hold it.
    func check(_ asset: AssetRows.Asset) async throws {
        guard asset.type.hasPrefix("image/") else { return }
        guard let kind = PictureKind(type: asset.type) else {
            throw Problem.invalid(
                "media-not-cleaned",
                "What a picture of this type tells of its place and its camera cannot be taken out here, so it gets no address.",
                given: asset.type, allowed: PictureFit.readable.sorted().joined(separator: ", "),
                next: "Save it as JPEG, then: " + Self.cleaning)
        }
        guard asset.byteCount <= PictureFit.maximumBytes else {
            throw Problem.invalid(
                "media-not-cleaned",
                "The picture is larger than smmd parses, so nobody can say what it tells beside what it shows.",
                given: "\(asset.byteCount) bytes", allowed: "\(PictureFit.maximumBytes) bytes",
                next: "Make it smaller, then: " + Self.cleaning)
        }
        let bytes: [UInt8]
        do throws(Failure) {
            bytes = try await media.bytes(
                of: MediaReference(
                    asset: asset.id, sha256: asset.sha256, type: asset.type, byteCount: asset.byteCount))
        } catch {
            throw Problem.conflict(error.code, error.message, next: "smmctl media add FILE")
        }
        // Up to 32 MiB are gone through: not on the threads of the tasks.
        let (clean, isClean) = await media.lanes.run {
            let clean = PictureCleaner.clean(bytes, kind)
            return (clean, clean?.bytes == bytes)
        }
        guard !isClean else { return }
        let traces = clean?.traces.names ?? []
        throw Problem.invalid(
            "media-not-cleaned",
            "The file tells more than the picture shows, and whoever fetches it by its address could read that.",
            given: clean == nil
                ? "a file whose parts do not hold together" : traces.isEmpty ? nil : traces.joined(separator: ", "),
            allowed: "a picture with nothing in its file but the picture", next: Self.cleaning)
    }

    /// How one comes by a file that is clean.
    private static let cleaning = "smmctl media preview FILE --output FOLDER; add what it wrote, and link that"
}
