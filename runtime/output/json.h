/* json: one small streaming writer of JSON. What it writes is always valid: UTF-8, escapes, commas, no NaN.
 * Depends on writer, glyph. Owns nothing; deterministic. Control and bidirectional characters are escaped, so that the
 * text is harmless on a terminal too. Members stand each on a line, two spaces deeper, or all on one line. */
#ifndef TRAAD_JSON_H
#define TRAAD_JSON_H

#include "date.h"
#include "writer.h"

enum { JSON_DEEPEST = 16 };
enum json_layout { JSON_LINES, JSON_ONE_LINE }; /* what is opened within ONE_LINE stays on it */

struct json {
    struct writer *writer;
    int depth;
    struct {
        char bracket;
        bool one_line, any;
    } open[JSON_DEEPEST];
    bool keyed; /* a key stands before the next value */
};

void json_begin_object(struct json *json, enum json_layout layout);
void json_begin_array(struct json *json, enum json_layout layout);
void json_end(struct json *json); /* of the innermost object or array; the outermost ends with a line break */
void json_key(struct json *json, const char *key);
void json_put_text(struct json *json, const char *text, size_t length);
void json_put_string(struct json *json, const char *text); /* NULL gives null */
void json_put_integer(struct json *json, int64_t integer);
void json_put_number(struct json *json, double number); /* null when it is not finite */
void json_put_boolean(struct json *json, bool boolean);
void json_put_null(struct json *json);

/* Opens the object that findings and exports are: format version, tool and day come first. */
void json_envelope(struct json *json, day_number as_of);

#endif
