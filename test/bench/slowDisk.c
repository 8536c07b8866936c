/* Makes a fast disk slow: adds SLOW_DISK_US microseconds to each fsync and fdatasync of the process it is
   preloaded into. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

typedef int (*sync_call)(int);

static void linger(void) {
  const char *text = getenv("SLOW_DISK_US");
  long us = text == NULL ? 0 : atol(text);
  struct timespec pause = {us / 1000000, us % 1000000 * 1000};
  nanosleep(&pause, NULL);
}

int fsync(int fd) {
  linger();
  return ((sync_call)dlsym(RTLD_NEXT, "fsync"))(fd);
}

int fdatasync(int fd) {
  linger();
  return ((sync_call)dlsym(RTLD_NEXT, "fdatasync"))(fd);
}
