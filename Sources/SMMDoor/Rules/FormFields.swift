import SMMModel

/// The fields of a query or of a form's body (application/x-www-form-urlencoded). Pure.
package enum FormFields {
    /// The most fields.
    static let most = 32

    /// The fields by name; nil for what is no form, names one of them twice, or is not UTF-8: of two values, somebody else
    /// might take the other one.
    package static func read(_ text: String) -> [String: String]? {
        guard !text.isEmpty else { return [:] }
        var fields: [String: String] = [:]
        let pairs = text.split(separator: "&", omittingEmptySubsequences: false)
        guard pairs.count <= most else { return nil }
        for pair in pairs where !pair.isEmpty {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decoded(halves[0]), let value = decoded(halves.count > 1 ? halves[1] : ""),
                fields.updateValue(value, forKey: name) == nil
            else { return nil }
        }
        return fields
    }

    private static func decoded(_ text: Substring) -> String? {
        guard !text.utf8.contains(0) else { return nil }
        return PercentCoding.decode(text.replacing("+", with: " "))
    }
}
