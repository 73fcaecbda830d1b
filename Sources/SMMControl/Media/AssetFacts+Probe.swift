import SMMAPI
import SMMAdapterKit

extension AssetFacts {
    /// The facts of a picture.
    init(_ probed: ProbedPicture) {
        self.init(
            bands: probed.bands, bits: probed.bits, colour: probed.colour,
            hasProfile: probed.hasProfile, removed: probed.traces)
    }

    /// The facts of a video.
    init(_ header: MediaHeader, removed traces: MediaTraces) {
        self.init(codec: header.codec, removed: traces.names)
    }
}
