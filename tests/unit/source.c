/* Which bytes a plan may not have: found in blocks, and the same as one character at a time finds. */
#include "source.h"
#include "test.h"

#include <stdlib.h>

enum { LONGEST = 200, TEXTS = 20000 };

/* Pieces that texts are made of: characters of one to four bytes, whole, cut and misspelled, and what is no character. */
static const char *const PIECES[] = {
    "a",    "Z",      "~",    "\n",   "\t",           "\r\n",         "æ",        "å",    "«",    "–",    "“",
    "€",    "\u1E00", "😀",    "\xC3", "\xE2\x80",     "\xE2",         "\x80",     "\xBF", "\xC2", "\xC0", "\xC1",
    "\xF5", "\x7F",   "\x01", "\r",   "\xED\xA0\x80", "\xE0\x80\x80", "\xF0\x9F", "\xFF", " ",    "x"};

/* The fault at text[i], one rule after the other (RFC 3629), and the bytes of what stands there. */
static enum source_fault fault_at(const unsigned char *text, uint32_t i, uint32_t length, uint32_t *step)
{
    static const struct {
        unsigned char first, last, low, high; /* of the first byte and of the second */
        uint32_t bytes;
    } forms[] = {{0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3},
                 {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4},
                 {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4}};
    *step = 1;
    if (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n'))
        return FAULT_LONE_CR;
    if (text[i] < 0x80)
        return (text[i] < 0x20 && !strchr("\t\n\r", text[i])) || text[i] == 0x7F ? FAULT_CONTROL : FAULT_NONE;
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
        if (text[i] < forms[f].first || text[i] > forms[f].last || i + forms[f].bytes > length ||
            text[i + 1] < forms[f].low || text[i + 1] > forms[f].high)
            continue;
        for (*step = 2; *step < forms[f].bytes && (text[i + *step] & 0xC0) == 0x80;)
            ++*step;
        return *step == forms[f].bytes ? FAULT_NONE : FAULT_UTF8;
    }
    return FAULT_UTF8;
}

static void check(const char *text, uint32_t length)
{
    uint32_t expected = 0, step, at = 0, size;
    enum source_fault fault;
    do {
        enum source_fault naive = FAULT_NONE;
        while (expected < length && !(naive = fault_at((const unsigned char *)text, expected, length, &step)))
            expected += step;
        fault = source_next_fault(text, length, &at, &size);
        if (!CHECK(fault == naive && at == expected))
            printf("  length %u: %d at %u, not %d at %u\n", length, fault, at, naive, expected);
        at = ++expected;
    } while (fault && at <= length);
}

int main(void)
{
    char text[LONGEST + 8];
    srand(1);
    for (int i = 0; i < TEXTS; i++) {
        uint32_t length = 0, most = (uint32_t)rand() % LONGEST;
        int odd = i % 2 ? 200 : 2; /* one piece of so many may be a fault */
        while (length < most) {
            size_t piece = (size_t)rand() % (rand() % odd ? 13 : sizeof PIECES / sizeof *PIECES);
            uint32_t size = (uint32_t)strlen(PIECES[piece]);
            memcpy(text + length, PIECES[piece], size);
            length += size;
        }
        text[length] = '\0';
        check(text, length);
    }
    return test_end();
}
