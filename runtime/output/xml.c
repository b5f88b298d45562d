#include "xml.h"

#include "glyph.h"
#include "library.h"

#include <libxml/xmlwriter.h>
#include <string.h>

/* clang-format off */
#define FUNCTIONS(F) \
    F(xml, FreeTextWriter) F(xml, MemSetup) F(xml, NewTextWriter) F(xml, OutputBufferCreateIO) F(xml, TextWriterEndDocument) \
    F(xml, TextWriterEndElement) F(xml, TextWriterSetIndent) F(xml, TextWriterStartDocument) \
    F(xml, TextWriterStartElement) F(xml, TextWriterWriteAttribute) F(xml, TextWriterWriteElement)
/* clang-format on */
LIBRARY(xml2, "libxml2", FUNCTIONS)

static int hand_on(void *context, const char *bytes, int length)
{
    writer_put(context, bytes, (size_t)length);
    return length;
}

/* A text that XML 1.0 may hold, with nothing in it that turns a line about. */
static const char *clean(struct xml *xml, const char *text)
{
    xml->scratch.count = 0;
    glyph_lines(&xml->scratch, text, strlen(text));
    char *data = (char *)writer_string(&xml->scratch);
    for (char *at = data; (at = strstr(at, "\xEF\xBF")) != NULL; at += 3)
        if ((unsigned char)at[2] >= 0xBE) /* U+FFFE and U+FFFF are no characters: U+FFFD */
            at[2] = '\xBD';
    return data;
}

/* Without memory the library would leave out what there is no room for, and go on. */
static void *resize(void *old, size_t size)
{
    uint32_t capacity = 0;
    return array_grow(old, &capacity, size < UINT32_MAX ? (uint32_t)size : UINT32_MAX, 1);
}

static void *obtain(size_t size)
{
    return resize(NULL, size);
}

static char *copy(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(obtain(size), text, size);
}

void xml_begin(struct xml *xml, struct writer *writer)
{
    xml2_load();
    xml2.MemSetup(array_free, obtain, resize, copy);
    *xml = (struct xml){.library = xml2.NewTextWriter(xml2.OutputBufferCreateIO(hand_on, NULL, writer, NULL))};
    xml2.TextWriterSetIndent(xml->library, 1);
    xml2.TextWriterStartDocument(xml->library, NULL, "UTF-8", NULL);
}

void xml_end(struct xml *xml)
{
    xml2.TextWriterEndDocument(xml->library);
    xml2.FreeTextWriter(xml->library);
    writer_free(&xml->scratch);
}

void xml_start(struct xml *xml, const char *name)
{
    xml2.TextWriterStartElement(xml->library, BAD_CAST name);
}

void xml_stop(struct xml *xml)
{
    xml2.TextWriterEndElement(xml->library);
}

void xml_attribute(struct xml *xml, const char *name, const char *value)
{
    xml2.TextWriterWriteAttribute(xml->library, BAD_CAST name, BAD_CAST value);
}

void xml_element(struct xml *xml, const char *name, const char *text)
{
    if (text)
        xml2.TextWriterWriteElement(xml->library, BAD_CAST name, BAD_CAST clean(xml, text));
}
