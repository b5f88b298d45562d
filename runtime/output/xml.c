#include "xml.h"

#include "glyph.h"

#include <libxml/xmlwriter.h>
#include <string.h>

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

void xml_begin(struct xml *xml, struct writer *writer)
{
    *xml = (struct xml){.library = xmlNewTextWriter(xmlOutputBufferCreateIO(hand_on, NULL, writer, NULL))};
    xmlTextWriterSetIndent(xml->library, 1);
    xmlTextWriterStartDocument(xml->library, NULL, "UTF-8", NULL);
}

void xml_end(struct xml *xml)
{
    xmlTextWriterEndDocument(xml->library);
    xmlFreeTextWriter(xml->library);
    writer_free(&xml->scratch);
}

void xml_start(struct xml *xml, const char *name)
{
    xmlTextWriterStartElement(xml->library, BAD_CAST name);
}

void xml_stop(struct xml *xml)
{
    xmlTextWriterEndElement(xml->library);
}

void xml_attribute(struct xml *xml, const char *name, const char *value)
{
    xmlTextWriterWriteAttribute(xml->library, BAD_CAST name, BAD_CAST value);
}

void xml_element(struct xml *xml, const char *name, const char *text)
{
    if (text)
        xmlTextWriterWriteElement(xml->library, BAD_CAST name, BAD_CAST clean(xml, text));
}
