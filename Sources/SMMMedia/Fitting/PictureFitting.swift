/// Fits one picture with any codec.
package struct PictureFitting<Codec: PictureCodec> {
    private let codec: Codec

    /// A fitting by `codec`.
    package init(_ codec: Codec) { self.codec = codec }

    /// The picture as it can go out for each limit, in order: upright and clean. Its points stay as they are where the
    /// limit allows that; where it does not, or where it must be turned or brought to colours that everybody shows, it is
    /// written anew. Each is what it would be for its limit alone.
    ///
    /// - Throws: `PictureRefusal` where it cannot be looked at.
    package func fit(_ bytes: [UInt8], _ request: FitRequest) throws(PictureRefusal) -> [FitOutcome] {
        let look = try PictureLook(bytes, codec, decodedPixels: request.decodedPixels)
        let limits = request.limits
        let order = limits.indices.sorted { (limits[$1].maximumBytes, $0) < (limits[$0].maximumBytes, $1) }
        var outcomes = [FitOutcome](repeating: .refused(PictureRefusal(.animated)), count: limits.count)
        // Those that are kept first: turning takes memory, which the work that follows then has for itself.
        let keeping = PictureKeeping(codec, look, bytes, wantsPictures: request.wantsPictures)
        let rest = order.filter { index in
            guard let picture = keeping.picture(for: limits[index]) else { return true }
            outcomes[index] = .made(picture)
            return false
        }
        guard !look.isAnimated else { return outcomes }
        let making = PictureMaking(codec, look, bytes, wantsPictures: request.wantsPictures)
        for index in rest { outcomes[index] = making.outcome(for: limits[index]) }
        return outcomes
    }
}
