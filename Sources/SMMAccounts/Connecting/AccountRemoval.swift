/// What came of removing an account.
package struct AccountRemoval: Sendable {
    /// The account as it was.
    package var account: AccountDetail
    /// What is left for a person, such as a credential that the platform did not take back. Sentences of ours.
    package var remarks: [String]
}
