/* xml: an XML document as it is written, through libxml2; the library stays behind it. Depends on glyph, writer.
 * Owns its scratch until xml_end. A text may hold anything: what XML 1.0 cannot, or what turns a line about, is shown as such. */
#ifndef TRAAD_XML_H
#define TRAAD_XML_H

#include "writer.h"

struct xml {
    void *library;
    struct writer scratch;
};

void xml_begin(struct xml *xml, struct writer *writer);
void xml_end(struct xml *xml);

void xml_start(struct xml *xml, const char *name);
void xml_stop(struct xml *xml);
void xml_attribute(struct xml *xml, const char *name, const char *value);

/* An element with a text in it; none with NULL. */
void xml_element(struct xml *xml, const char *name, const char *text);

#endif
