import SMMAPI
import SMMAdapterKit

extension AssetFacts {
    /// The facts of a picture.
    init(_ probed: ProbedPicture) {
        self.init(
            bands: probed.bands, bits: probed.bits, colour: probed.colour,
            hasProfile: probed.hasProfile, removed: probed.traces)
    }

    /// The facts of a video; nil where none could be read.
    init?(_ header: MediaHeader) {
        guard header.codec != nil || header.hasPosition else { return nil }
        self.init(codec: header.codec, kept: header.hasPosition ? ["position"] : [])
    }
}
