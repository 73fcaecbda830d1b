/// Ends a connection whose request or answer is not to be carried to its end.
struct CutShort: Error {}
