package import SMMModel

/// Takes one published part down.
package struct DeleteRequest: Sendable, Hashable, Codable {
    /// The operation this is done for.
    package var operation: OperationID
    /// The post it belongs to.
    package var post: PostID
    /// The brand it speaks for.
    package var brand: BrandProfile
    /// The account it stands on.
    package var account: AccountProfile
    /// What is deleted.
    package var receipt: Receipt

    /// A delete.
    package init(
        operation: OperationID, post: PostID, brand: BrandProfile, account: AccountProfile, receipt: Receipt
    ) {
        self.operation = operation
        self.post = post
        self.brand = brand
        self.account = account
        self.receipt = receipt
    }
}
