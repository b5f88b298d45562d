#include "zip.h"

#include <stdint.h>
#include <string.h>
#include <zlib.h>

/* Offsets and sizes of the records (PKWARE, APPNOTE 4.3.7, 4.3.12 and 4.3.16). */
enum { LOCAL = 30, CENTRAL = 46, END = 22, DEFLATED = 8, LONGEST_NAME = 64, TAIL = 128, PIECE = 1 << 14 };

static uint32_t number(const unsigned char *at, int bytes)
{
    uint32_t value = 0;
    while (bytes--)
        value = value << 8 | at[bytes];
    return value;
}

/* How an XML document begins and ends. */
struct document {
    char root[LONGEST_NAME + 4]; /* "</worksheet>"; "" until it is seen */
    char tail[TAIL];             /* its last bytes */
    size_t count;                /* of them */
};

/* Reads the name of the first element: after the declaration, which the first piece holds whole. */
static void read_root(struct document *document, const char *text)
{
    const char *at = strstr(text, "?>"), *start = strchr(at ? at : text, '<');
    size_t length = start ? strcspn(start + 1, " \t\r\n/>") : 0;
    if (strncmp(text, "<?xml", strlen("<?xml")) != 0 || !length || length > LONGEST_NAME)
        return;
    memcpy(document->root, "</", 2);
    memcpy(document->root + 2, start + 1, length);
    memcpy(document->root + 2 + length, ">", 2);
}

static void keep_tail(struct document *document, const char *text, size_t count)
{
    size_t taken = count < TAIL ? count : TAIL, kept = document->count < TAIL - taken ? document->count : TAIL - taken;
    memmove(document->tail, document->tail + document->count - kept, kept);
    memcpy(document->tail + kept, text + count - taken, taken);
    document->count = kept + taken;
}

static bool is_ended(struct document *document)
{
    size_t length = strlen(document->root), count = document->count;
    while (count && strchr(" \t\r\n", document->tail[count - 1]))
        count--;
    return length && count >= length && memcmp(document->tail + count - length, document->root, length) == 0;
}

/* Unpacks a part, a piece at a time. */
static bool part_is_whole(const unsigned char *packed, uint32_t size, uint32_t unpacked)
{
    char piece[PIECE + 1];
    struct document document = {.count = 0};
    z_stream stream = {.next_in = (unsigned char *)(uintptr_t)packed, .avail_in = size};
    int result = inflateInit2(&stream, -MAX_WBITS);
    while (result == Z_OK) {
        stream.next_out = (unsigned char *)piece;
        stream.avail_out = PIECE;
        result = inflate(&stream, Z_NO_FLUSH);
        size_t count = PIECE - stream.avail_out;
        piece[count] = '\0';
        if (!*document.root)
            read_root(&document, piece);
        keep_tail(&document, piece, count);
    }
    bool same = stream.total_out == unpacked;
    inflateEnd(&stream);
    return result == Z_STREAM_END && same && is_ended(&document);
}

/* True for the part that a record of the central directory leads to. */
static bool record_is_whole(const unsigned char *bytes, size_t size, const unsigned char *record)
{
    uint32_t packed = number(record + 20, 4), unpacked = number(record + 24, 4);
    size_t local = number(record + 42, 4);
    if (number(record + 10, 2) != DEFLATED || local + LOCAL > size)
        return false;
    size_t data = local + LOCAL + number(bytes + local + 26, 2) + number(bytes + local + 28, 2);
    return data + packed <= size && part_is_whole(bytes + data, packed, unpacked);
}

bool zip_is_whole(const unsigned char *bytes, size_t size)
{
    if (size < END || memcmp(bytes + size - END, "PK\5\6", 4) != 0)
        return false;
    const unsigned char *end = bytes + size - END;
    size_t at = number(end + 16, 4);
    uint32_t count = number(end + 10, 2);
    for (uint32_t i = 0; i < count; i++) {
        const unsigned char *record = bytes + at;
        if (at + CENTRAL > size || memcmp(record, "PK\1\2", 4) != 0 || !record_is_whole(bytes, size, record))
            return false;
        at += CENTRAL + number(record + 28, 2) + number(record + 30, 2) + number(record + 32, 2);
    }
    return count > 0;
}
