import SMMAPI
import SMMAdapterKit

extension MediaUpload {
    /// What came: of a picture the sides as they are shown, and what else was found in it.
    ///
    /// - Parameter pictures: who looks into pictures.
    func look(
        expecting sha256: String?, name: String?, by pictures: any PictureProber
    ) async throws -> (Finding, AssetFacts?) {
        var finding = try await inspect(expecting: sha256, name: name)
        guard finding.header.type.hasPrefix("image/") else { return (finding, AssetFacts(finding.header)) }
        let probed = try await PictureIntake(pictures: pictures).probe(self, finding, name: name)
        (finding.header.width, finding.header.height) = (probed.width, probed.height)
        finding.frames = probed.frames
        return (finding, AssetFacts(probed))
    }
}
