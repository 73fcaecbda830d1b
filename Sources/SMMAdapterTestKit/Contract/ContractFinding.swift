/// Something wrong at a place, before it is known in which operation.
struct ContractFinding: Hashable {
    let place: String
    let kind: ContractViolation.Kind
    let message: String

    init(_ place: String, _ kind: ContractViolation.Kind, _ message: String) {
        self.place = place
        self.kind = kind
        self.message = message
    }
}
