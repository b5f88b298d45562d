#include "sarif.h"

#include <string.h>

void sarif_member(struct json *json, const char *key, const char *text)
{
    json_key(json, key);
    json_put_string(json, text);
}

const char *sarif_plain(struct sarif *s, const char *text)
{
    struct writer plain = {0};
    bool linked = strstr(text, "](") != NULL;
    for (; *text; text++) {
        if (*text == '{' || *text == '}')
            writer_char(&plain, *text);
        else if (linked && (*text == '[' || *text == ']'))
            writer_char(&plain, '\\');
        writer_char(&plain, *text);
    }
    text = arena_copy(&s->arena, writer_string(&plain), plain.count);
    writer_free(&plain);
    return text;
}

void sarif_message(struct sarif *s, const char *key, const char *text)
{
    json_key(&s->json, key);
    json_begin_object(&s->json, JSON_ONE_LINE);
    sarif_member(&s->json, "text", sarif_plain(s, text));
    json_end(&s->json);
}
