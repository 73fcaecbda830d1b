/// Why nobody waits any longer for the addresses of a name.
enum LookupStop: Error {
    case late
    case cancelled
}
