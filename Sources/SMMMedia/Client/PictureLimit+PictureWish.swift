import SMMAdapterKit

extension PictureLimit {
    /// What a network wishes, as far as it can be asked for.
    init(_ wish: PictureWish) {
        self.init(
            maximumBytes: min(wish.maximumBytes, PictureFit.maximumBytes), maximumPixels: wish.maximumPixels,
            kinds: Set(wish.types.compactMap(PictureKind.init(type:))))
    }
}
