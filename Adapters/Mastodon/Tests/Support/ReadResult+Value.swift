import SMMAdapterKit

extension ReadResult {
    /// The answer; nil for anything else.
    var value: Value? {
        guard case .read(let value, _) = self else { return nil }
        return value
    }
}
