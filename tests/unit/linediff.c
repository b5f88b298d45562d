/* Unified diffs, as patch reads them. */
#include "linediff.h"

#include "test.h"

static const char *diff(const char *old, const char *new)
{
    static struct writer writer;
    writer.count = 0;
    linediff_write(&writer, "f", old, (uint32_t)strlen(old), new, (uint32_t)strlen(new), false);
    return writer_string(&writer);
}

static void test_small(void)
{
    CHECK_STR(diff("a\n", "a\n"), "");
    CHECK_STR(diff("", ""), "");
    CHECK_STR(diff("a\nb\nc\n", "a\nB\nc\n"), "--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n");
    CHECK_STR(diff("", "a\nb\n"), "--- a/f\n+++ b/f\n@@ -0,0 +1,2 @@\n+a\n+b\n");
    CHECK_STR(diff("a\n", ""), "--- a/f\n+++ b/f\n@@ -1 +0,0 @@\n-a\n");
    CHECK_STR(diff("a", "a\n"), "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
}

static void test_hunks(void)
{
    CHECK_STR(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\nx\n4\n5\n6\n7\n8\n"),
              "--- a/f\n+++ b/f\n@@ -1,9 +1,9 @@\n 1\n 2\n 3\n+x\n 4\n 5\n 6\n 7\n 8\n-9\n");
    CHECK_STR(diff("x\n1\n2\n3\n4\n5\n6\n7\ny\n", "1\n2\n3\n4\n5\n6\n7\n"),
              "--- a/f\n+++ b/f\n@@ -1,4 +1,3 @@\n-x\n 1\n 2\n 3\n@@ -6,4 +5,3 @@\n 5\n 6\n 7\n-y\n");
}

/* Texts too different for the bound are one replaced by the other, at once. */
static void test_bound(void)
{
    enum { LINES = 20000 };
    struct writer old = {0}, new = {0}, out = {0};
    for (int i = 0; i < LINES; i++) {
        writer_format(&old, "%d\n", i);
        writer_format(&new, "%d %d\n", i, i);
    }
    linediff_write(&out, "f", old.data, old.count, new.data, new.count, false);
    CHECK(strncmp(writer_string(&out), "--- a/f\n+++ b/f\n@@ -1,20000 +1,20000 @@\n-0\n-1\n", 41) == 0);
    writer_free(&old);
    writer_free(&new);
    writer_free(&out);
}

int main(void)
{
    test_small();
    test_hunks();
    test_bound();
    return test_end();
}
