// The least that a program linked as usual can do.
#include <stdio.h>

int main(void) { return puts("nothing") < 0; }
