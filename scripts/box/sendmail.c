/* A sendmail as the box needs it: setgid like Postfix's, so that it works only where a program may still gain a group.
 * It writes the message, and a line of two dashes after it, to a file that its caller cannot write. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    char buffer[65536];
    ssize_t count;
    int file = open("/var/spool/box-mail/sent", O_CREAT | O_APPEND | O_WRONLY, 0640);
    if (file < 0) {
        perror("sendmail: cannot queue the message");
        return 75;
    }
    while ((count = read(0, buffer, sizeof buffer)) > 0)
        if (write(file, buffer, (size_t)count) != count) return 75;
    return write(file, "--\n", 3) == 3 && count == 0 ? 0 : 75;
}
