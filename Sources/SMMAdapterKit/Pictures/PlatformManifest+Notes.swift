package import SMMModel

extension PlatformManifest {
    /// What will be done to the pictures of `variant` so that they keep the limits: one sentence for each. Pure and
    /// offline.
    package func pictureNotes(of variant: PostVariant) -> [String] {
        variant.parts.enumerated().flatMap { index, part in
            part.media.enumerated().compactMap { number, medium in
                guard case .made = fit(of: medium) else { return nil }
                let place = variant.parts.count > 1 ? "Part \(index + 1), picture" : "Picture"
                return "\(place) \(number + 1) (\(ByteText.of(medium.byteCount))) is made smaller for \(title)."
            }
        }
    }
}
