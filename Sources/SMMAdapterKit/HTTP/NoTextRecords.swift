/// Where DNS is not asked: nothing can be found out.
package struct NoTextRecords: TextRecordLookup {
    /// The one of its kind.
    package init() {}

    /// nil.
    package func texts(of name: String) async -> [String]? { nil }
}
