import Glibc
import SMMCommands

exit(await CommandRunner.main())
