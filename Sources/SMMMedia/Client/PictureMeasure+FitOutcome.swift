import SMMAdapterKit

extension PictureMeasure {
    /// The measure of what the process says it made.
    init(_ picture: FitOutcome.Picture) {
        self.init(
            type: picture.kind.type, byteCount: Int64(picture.byteCount), width: picture.width, height: picture.height)
    }
}
