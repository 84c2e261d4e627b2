/* PCRE2 makes its names from the width of a code unit, by macros that Swift cannot see: the typed functions below give it plain names. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
