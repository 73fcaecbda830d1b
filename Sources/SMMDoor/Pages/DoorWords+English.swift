extension DoorWords {
    static let english = DoorWords(
        language: "en",
        back: Page(
            title: "Almost done",
            text: "You come back from the network. Press the button to finish connecting the account. If you "
                + "did not begin this yourself, just close the page: nothing has happened.",
            button: "Finish connecting"),
        done: Page(
            title: "Thank you",
            text: "The answer was handed over. You can close this page."),
        denied: Page(
            title: "Not connected",
            text: "The network says that the connection was not allowed. Nothing was changed. If that was a "
                + "mistake, begin again."),
        over: Page(
            title: "This page is over",
            text: "If you pressed the button already, you are done and can close it. Otherwise open the "
                + "invitation again, or begin again where you began."),
        later: Page(
            title: "One moment",
            text: "This does not work just now. Please try again in a minute."),
        invite: Page(
            title: "Connect your {network} account",
            text: "{brand} asks you to connect an account of yours, so that posts can be published there for "
                + "you. You sign in at {network} itself: your password is not seen here, and you can end the "
                + "connection there at any time. If you did not expect this, just close the page: nothing has "
                + "happened.",
            button: "Begin"),
        visit: Page(
            title: "On to {network}",
            text: "Sign in there with the account that you want to connect, and agree. You are then brought "
                + "back here automatically.",
            button: "Go to {host}"),
        connected: Page(
            title: "Connected",
            text: "Thank you! Your account is connected for {brand}. You can close this page."),
        failed: Page(
            title: "That did not work",
            text: "Your account is not connected, and nothing was changed. Please open the invitation again in "
                + "a few minutes. If it does not work then either, tell whoever sent it to you."),
        used: Page(
            title: "Already done",
            text: "An account was connected with this invitation already. There is nothing left for you to do."),
        expired: Page(
            title: "The time of this invitation is over",
            text: "Ask whoever sent it to you for a new one."),
        withdrawn: Page(
            title: "This invitation was taken back",
            text: "It is not good any more. If you were waiting for it, ask whoever sent it to you."),
        unknown: Page(
            title: "There is no such invitation",
            text: "See whether the address is complete. If it is, ask whoever sent it to you for a new one."))
}
