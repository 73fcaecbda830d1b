import SMMAPI
import SMMAdapterKit

extension MediaUpload {
    /// What came: of a picture the sides as they are shown, and what else was found in it. Of a video what it tells beside
    /// what it shows is gone by then.
    ///
    /// - Parameter pictures: who looks into pictures.
    func look(
        expecting sha256: String?, name: String?, by pictures: any PictureProber
    ) async throws -> (Finding, AssetFacts?) {
        var finding = try await inspect(expecting: sha256, name: name)
        guard finding.header.type.hasPrefix("image/") else {
            let (clean, traces) = try await clean(finding, name: name)
            return (clean, AssetFacts(clean.header, removed: traces))
        }
        let probed = try await PictureIntake(pictures: pictures).probe(self, finding, name: name)
        (finding.header.width, finding.header.height) = (probed.width, probed.height)
        finding.frames = probed.frames
        return (finding, AssetFacts(probed))
    }
}
