/// What ``PaperPicture``s of one codec were written as.
final class PaperLog {
    /// The bytes of each file, in order.
    var written: [Int] = []
}
