/* JSON: escapes, layout, numbers, and text that is not UTF-8. */
#include "json.h"

#include "test.h"

#include <math.h>

static struct writer writer;
static struct json json;

static struct json *begin(void)
{
    writer.count = 0;
    json = (struct json){.writer = &writer};
    return &json;
}

static const char *string(const char *text, size_t length)
{
    json_put_text(begin(), text, length);
    return writer_string(&writer);
}

static const char *number(double value)
{
    json_put_number(begin(), value);
    return writer_string(&writer);
}

static void test_strings(void)
{
    CHECK_STR(string("blåbær", 8), "\"blåbær\"");
    CHECK_STR(string("a\"b\\c/", 6), "\"a\\\"b\\\\c/\"");
    CHECK_STR(string("\n\t\r\b\f", 5), "\"\\n\\t\\r\\b\\f\"");
    CHECK_STR(string("a\0b\x1B\x7F", 5), "\"a\\u0000b\\u001b\\u007f\"");
    CHECK_STR(string("\u202Eabc\u2028\xC2\x9B", 11), "\"\\u202eabc\\u2028\\u009b\"");
    CHECK_STR(string("\xFF\xC3", 2), "\"\uFFFD\uFFFD\"");
    CHECK_STR(string("\xED\xA0\x80", 3), "\"\uFFFD\uFFFD\uFFFD\"");
    CHECK_STR(string("\U0001F333", 4), "\"\U0001F333\"");
    CHECK_STR(string("", 0), "\"\"");
}

static void test_numbers(void)
{
    CHECK_STR(number(0), "0");
    CHECK_STR(number(-0.0), "0");
    CHECK_STR(number(80), "80");
    CHECK_STR(number(-12.5), "-12.5");
    CHECK_STR(number(0.1), "0.1");
    CHECK_STR(number(1.0 / 3), "0.3333333333333333");
    CHECK_STR(number(123456789012), "123456789012");
    CHECK_STR(number(1e300), "1e+300");
    CHECK_STR(number(NAN), "null");
    CHECK_STR(number(INFINITY), "null");
}

static void test_layout(void)
{
    begin();
    json_begin_object(&json, JSON_LINES);
    json_key(&json, "a");
    json_put_integer(&json, -9007199254740993);
    json_key(&json, "b");
    json_begin_array(&json, JSON_LINES);
    for (int i = 0; i < 2; i++) {
        json_begin_object(&json, JSON_ONE_LINE);
        json_key(&json, "x");
        json_put_boolean(&json, i);
        json_key(&json, "y");
        json_begin_array(&json, JSON_LINES);
        json_put_null(&json);
        json_put_string(&json, NULL);
        json_end(&json);
        json_end(&json);
    }
    json_end(&json);
    json_key(&json, "c");
    json_begin_object(&json, JSON_LINES);
    json_end(&json);
    json_end(&json);
    CHECK_STR(writer_string(&writer), "{\n"
                                      "  \"a\": -9007199254740993,\n"
                                      "  \"b\": [\n"
                                      "    {\"x\": false, \"y\": [null, null]},\n"
                                      "    {\"x\": true, \"y\": [null, null]}\n"
                                      "  ],\n"
                                      "  \"c\": {}\n"
                                      "}\n");
}

int main(void)
{
    test_strings();
    test_numbers();
    test_layout();
    writer_free(&writer);
    return test_end();
}
