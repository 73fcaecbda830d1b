import SMMAPI
import SMMModel

extension StatusView {
    /// What two askers must have in common to be shown the same status.
    struct Key: Hashable, Sendable {
        /// The brands in sight; nil for all.
        var visible: Set<BrandID>?
        /// The brand asked for.
        var brand: String?
        /// Whether the asker has a role in every brand.
        var seesDaemon: Bool
    }
}
