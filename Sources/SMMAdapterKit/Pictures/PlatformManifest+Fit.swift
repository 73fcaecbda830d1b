package import SMMModel

extension PlatformManifest {
    /// Decides for one medium.
    ///
    /// - Parameter most: a limit in bytes besides the manifest's, where there is one.
    package func fit(of medium: MediaReference, most: Int64? = nil) -> PictureFit {
        guard capabilities.contains(.fitsPictures), medium.type.hasPrefix("image/") else { return .asItIs }
        let pixels = medium.pixels
        guard PictureFit.readable.contains(medium.type), medium.byteCount <= PictureFit.maximumBytes,
            pixels.map({ $0 <= PictureFit.maximumPixels }) ?? true
        else { return .never }
        if let limit = limits.media[medium.type], Self.keeps(limit, medium, pixels, most) {
            let bytes = [limit.maximumBytes, most].compactMap { $0 }.min()
            return .cleaned(
                PictureWish(
                    maximumBytes: bytes ?? PictureFit.maximumBytes, maximumPixels: limit.maximumPixels,
                    types: [medium.type]))
        }
        guard PictureFit.writable.contains(medium.type) else { return .never }
        let limits = limits.media.filter { PictureFit.writable.contains($0.key) }
        guard !limits.isEmpty else { return .never }
        let bytes = (limits.values.compactMap(\.maximumBytes) + [most].compactMap { $0 }).min()
        return .made(
            PictureWish(
                maximumBytes: bytes ?? PictureFit.maximumBytes,
                maximumPixels: limits.values.compactMap(\.maximumPixels).min(), types: Set(limits.keys)))
    }

    private static func keeps(
        _ limit: MediaLimit, _ medium: MediaReference, _ pixels: Int64?, _ most: Int64?
    ) -> Bool {
        let bytes = [limit.maximumBytes, most].compactMap { $0 }.min() ?? .max
        guard medium.byteCount <= bytes else { return false }
        guard let most = limit.maximumPixels, let pixels else { return true }
        return pixels <= most
    }
}

extension MediaReference {
    /// Width times height, where both are known; what is more than can be counted is the most that can.
    var pixels: Int64? {
        guard let width, let height else { return nil }
        let (pixels, overflow) = Int64(width).multipliedReportingOverflow(by: Int64(height))
        return overflow ? .max : pixels
    }
}
