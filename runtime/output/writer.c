#include "writer.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE = 1 << 16, LONGEST_NUMBER = 32 };

void writer_put(struct writer *writer, const char *bytes, size_t length)
{
    if (writer->failed || !length)
        return;
    if (writer->drain && writer->count + length > PIECE && !writer_flush(writer))
        return;
    if (writer->drain && length > PIECE) {
        writer->failed = !writer->drain(writer->context, bytes, (uint32_t)length);
        return;
    }
    writer->data = array_grow(writer->data, &writer->capacity, (uint32_t)(writer->count + length), 1);
    memcpy(writer->data + writer->count, bytes, length);
    writer->count += (uint32_t)length;
}

void writer_text(struct writer *writer, const char *text)
{
    writer_put(writer, text, strlen(text));
}

void writer_char(struct writer *writer, char byte)
{
    writer_put(writer, &byte, 1);
}

void writer_repeat(struct writer *writer, const char *text, uint32_t times)
{
    static const char blanks[] = "                                                                ";
    size_t length = strlen(text);
    if (length == 1 && *text == ' ' && times < sizeof blanks) {
        writer_put(writer, blanks, times);
        return;
    }
    while (times--)
        writer_put(writer, text, length);
}

void writer_integer(struct writer *writer, int64_t integer)
{
    writer_format(writer, "%lld", (long long)integer);
}

void writer_format(struct writer *writer, const char *format, ...)
{
    char small[256];
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(small, sizeof small, format, arguments);
    va_end(arguments);
    if (length >= 0 && (size_t)length < sizeof small) {
        writer_put(writer, small, (size_t)length);
    } else if (length > 0) {
        uint32_t capacity = 0;
        char *large = array_grow(NULL, &capacity, (uint32_t)length + 1, 1);
        vsnprintf(large, (size_t)length + 1, format, again);
        writer_put(writer, large, (size_t)length);
        array_free(large);
    }
    va_end(again);
}

void writer_number(struct writer *writer, double number)
{
    char text[LONGEST_NUMBER];
    if (number == floor(number) && fabs(number) < 1e15) {
        snprintf(text, sizeof text, "%.0f", number + 0.0);
    } else {
        for (int digits = 15; digits <= 17; digits++) {
            snprintf(text, sizeof text, "%.*g", digits, number);
            if (strtod(text, NULL) == number)
                break;
        }
    }
    for (char *c = text; *c; c++)
        if (*c == ',')
            *c = '.';
    writer_text(writer, text);
}

void writer_style(struct writer *writer, enum style style)
{
    static const char *const codes[] = {"\033[0m",    "\033[1m", "\033[1;31m", "\033[1;33m",
                                        "\033[1;36m", "\033[2m", "\033[32m"};
    if (writer->color)
        writer_text(writer, codes[style]);
}

const char *writer_string(struct writer *writer)
{
    writer->data = array_grow(writer->data, &writer->capacity, writer->count + 1, 1);
    writer->data[writer->count] = '\0';
    return writer->data;
}

bool writer_flush(struct writer *writer)
{
    if (!writer->failed && writer->drain && writer->count)
        writer->failed = !writer->drain(writer->context, writer->data, writer->count);
    if (writer->drain)
        writer->count = 0;
    return !writer->failed;
}

void writer_free(struct writer *writer)
{
    array_free(writer->data);
    writer->data = NULL;
    writer->count = writer->capacity = 0;
}
