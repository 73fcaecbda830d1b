package import SMMModel

/// A role to be given.
package struct GrantDraft: Sendable, Hashable {
    /// Where it is to hold.
    package enum Place: Sendable, Hashable {
        /// In one brand: by name, id or unique id prefix; the only one in sight when nil.
        case brand(String?)
        /// In every brand, also those to come.
        case everywhere
    }

    /// To whom.
    package var subject: GrantSubject
    /// What.
    package var role: Role
    /// Where.
    package var place: Place

    /// A draft.
    package init(subject: GrantSubject, role: Role, place: Place) {
        self.subject = subject
        self.role = role
        self.place = place
    }
}
