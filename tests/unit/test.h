/* The whole of the unit tests' harness: CHECK and its kin count and say where they failed; main ends
 * with `return test_end();`. Depends on stdio and string; owns nothing.
 * One program a file in tests/unit, linked with everything but runtime/cli/main.c. */
#ifndef TEST_H
#define TEST_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define CHECK(condition) test_check((condition), #condition, __FILE__, __LINE__)
#define CHECK_INT(actual, expected) test_int((long long)(actual), (long long)(expected), #actual, __FILE__, __LINE__)
#define CHECK_STR(actual, expected) test_str((actual), (expected), #actual, __FILE__, __LINE__)

static int test_passed, test_failed;

static inline bool test_check(bool good, const char *what, const char *file, int line)
{
    if (!good)
        printf("%s:%d: %s\n", file, line, what);
    *(good ? &test_passed : &test_failed) += 1;
    return good;
}

static inline void test_int(long long actual, long long expected, const char *what, const char *file, int line)
{
    if (!test_check(actual == expected, what, file, line))
        printf("  is       %lld\n  expected %lld\n", actual, expected);
}

static inline void test_str(const char *actual, const char *expected, const char *what, const char *file, int line)
{
    bool equal = actual && expected ? strcmp(actual, expected) == 0 : actual == expected;
    if (!test_check(equal, what, file, line))
        printf("  is       %s\n  expected %s\n", actual ? actual : "(null)", expected ? expected : "(null)");
}

static inline int test_end(void)
{
    printf("%d passed, %d failed\n", test_passed, test_failed);
    return test_failed != 0;
}

#endif
