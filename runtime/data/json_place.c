/* json_place.c: where the values of a JSON-stat file stand in its bytes, which jansson does not tell. The bytes are known to
 * be JSON, so that it is enough to count brackets outside strings. */
#include "data_table.h"

#include <string.h>

/* The byte behind the string that opens at `at`. */
static uint32_t behind_string(const char *bytes, uint32_t at, uint32_t length)
{
    for (at++; at < length && bytes[at] != '"'; at++)
        at += bytes[at] == '\\';
    return at < length ? at + 1 : length;
}

static uint32_t behind_blanks(const char *bytes, uint32_t at, uint32_t length)
{
    while (at < length && strchr(" \t\r\n", bytes[at]))
        at++;
    return at;
}

/* Where the array or object of `"value":` at a depth begins; `length` when it is nowhere. */
static uint32_t find_values(const char *bytes, uint32_t length, int wanted)
{
    static const char key[] = "\"value\"";
    int depth = 0;
    for (uint32_t at = 0; at < length;) {
        if (bytes[at] != '"') {
            depth += bytes[at] == '{' || bytes[at] == '[';
            depth -= bytes[at] == '}' || bytes[at] == ']';
            at++;
            continue;
        }
        uint32_t end = behind_string(bytes, at, length), next = behind_blanks(bytes, end, length);
        bool found = depth == wanted && end - at == sizeof key - 1 && memcmp(bytes + at, key, end - at) == 0;
        if (found && next < length && bytes[next] == ':')
            return behind_blanks(bytes, next + 1, length);
        at = end;
    }
    return length;
}

/* The byte behind one value: what follows it is a comma or a closing bracket. */
static uint32_t behind_value(const char *bytes, uint32_t at, uint32_t length)
{
    int depth = 0;
    while (at < length) {
        char c = bytes[at];
        if (c == '"') {
            at = behind_string(bytes, at, length);
            continue;
        }
        bool closes = c == ']' || c == '}';
        if (depth == 0 && (closes || c == ','))
            break;
        depth += c == '[' || c == '{';
        depth -= closes;
        at++;
    }
    return at;
}

void json_places(const char *bytes, uint32_t length, int depth, struct data_cell *cells, uint32_t count)
{
    uint32_t at = find_values(bytes, length, depth), next = 0;
    if (at >= length || (bytes[at] != '[' && bytes[at] != '{'))
        return;
    bool sparse = bytes[at++] == '{';
    for (;;) {
        at = behind_blanks(bytes, at, length);
        if (at >= length || bytes[at] == ']' || bytes[at] == '}')
            return;
        uint64_t cell = next++;
        if (sparse) { /* "12": 34 */
            uint32_t end = behind_string(bytes, at, length);
            cell = 0;
            for (uint32_t i = at + 1; i + 1 < end; i++)
                cell = bytes[i] >= '0' && bytes[i] <= '9' && cell < count ? cell * 10 + (uint64_t)(bytes[i] - '0')
                                                                          : count;
            at = behind_blanks(bytes, behind_blanks(bytes, end, length) + 1, length);
        }
        uint32_t end = behind_value(bytes, at, length), last = end;
        while (last > at && strchr(" \t\r\n", bytes[last - 1]))
            last--;
        if (cell < count) {
            cells[cell].start = at;
            cells[cell].end = last;
        }
        if (end >= length || bytes[end] != ',')
            return;
        at = end + 1;
    }
}
