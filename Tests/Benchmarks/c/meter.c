// meter OUTPUT SECONDS COMMAND [ARG...]: runs the command once, its standard output and error in the file, and prints
// what the kernel says of it: wall and CPU time in microseconds, peak memory in KiB, exit status (128 + a signal's
// number). A tiny program of its own, because a child's peak memory begins with that of the process that made it.
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static pid_t child;

static void stop(int signal) {
    (void)signal;
    kill(child, SIGKILL);
}

static long microseconds(struct timeval time) { return time.tv_sec * 1000000 + time.tv_usec; }

int main(int count, char **words) {
    if (count < 4) return 2;
    struct timespec start, end;
    struct rusage usage;
    int status;
    clock_gettime(CLOCK_MONOTONIC, &start);
    child = vfork();
    if (child == 0) {
        int output = open(words[1], O_WRONLY | O_CREAT | O_TRUNC, 0644);
        dup2(open("/dev/null", O_RDONLY), 0);
        dup2(output, 1);
        dup2(output, 2);
        execv(words[3], words + 3);
        _exit(127);
    }
    signal(SIGALRM, stop);
    alarm((unsigned)atoi(words[2]));
    wait4(child, &status, 0, &usage);
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%ld %ld %ld %d\n", (end.tv_sec - start.tv_sec) * 1000000 + (end.tv_nsec - start.tv_nsec) / 1000,
           microseconds(usage.ru_utime) + microseconds(usage.ru_stime), usage.ru_maxrss,
           WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return 0;
}
