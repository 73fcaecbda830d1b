/// The client hung up before its request was complete: nobody is there to be answered.
struct ClientGone: Error {}
