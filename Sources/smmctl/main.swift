import CSMMShim
import Glibc
import SMMCommands

// Passwords, tokens and passphrases pass through it.
if smm_forbid_core_dumps() != 0 { perror("smmctl: core dumps, which could write secrets, could not be forbidden") }
exit(await CommandRunner.main())
