/// A create answered from its key where it should have made something.
struct UnexpectedAnswer: Error {}
