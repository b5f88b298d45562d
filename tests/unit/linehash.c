/* GitHub's line hashes: the values that its own tests have for these texts. */
#include "linehash.h"

#include "test.h"

static void check(const char *text, const char *const *expected, uint32_t lines)
{
    uint32_t count;
    struct linehash *hashes = linehash_file(text, (uint32_t)strlen(text), &count);
    CHECK_INT(count, lines);
    for (uint32_t i = 0; i < count && i < lines; i++) {
        char hash[40];
        snprintf(hash, sizeof hash, "%llx:%u", (unsigned long long)hashes[i].hash, (unsigned)hashes[i].number);
        CHECK_STR(hash, expected[i]);
    }
    array_free(hashes);
}

#define CHECK_LINES(text, ...)                                     \
    do {                                                           \
        const char *const expected[] = {__VA_ARGS__};              \
        check(text, expected, sizeof expected / sizeof *expected); \
    } while (0)

int main(void)
{
    CHECK_LINES("", "c129715d7a2bc9a3:1");
    CHECK_LINES(" a\nb\n  \t\tc\n d", "271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1",
                "a23a3dc5e078b07b:1");
    CHECK_LINES(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End", "8b7cf3e952e7aeb2:1", "b1ae1287ec4718d9:1",
                "bff680108adb0fcc:1", "c6805c5e1288b612:1", "b86d3392aea1be30:1", "e6ceba753e1a442:1");
    const char *const breaks[] = {" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n",
                                  " hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r",
                                  " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n",
                                  " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n"};
    for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++)
        CHECK_LINES(breaks[i], "e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1",
                    "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1");
#define LOREM "Lorem ipsum dolor sit amet.\n"
    CHECK_LINES(LOREM LOREM LOREM LOREM LOREM LOREM LOREM LOREM LOREM LOREM, "a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2",
                "a7f2ff13bc495cf2:3", "a7f2ff13bc495cf2:4", "a7f2ff13bc495cf2:5", "a7f2ff13bc495cf2:6",
                "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1",
                "c129715d7a2bc9a3:1");
    return test_end();
}
