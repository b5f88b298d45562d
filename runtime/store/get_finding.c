/* get_finding.c: what the check found. */
#include "reading.h"

#include <string.h>

static const struct diagnostic *finding_at(const struct scan *c)
{
    return &c->store->findings[scan_at(c)->index];
}

GET(finding_code)
{
    return datum_fixed(diag_code_text(finding_at(c)));
}

GET(finding_name)
{
    return datum_fixed(diag_name_text(finding_at(c)));
}

GET(finding_severity)
{
    return datum_fixed(severity_name((enum severity)finding_at(c)->severity));
}

GET(finding_message)
{
    const char *text = diag_message(&c->arena, finding_at(c), c->store->language);
    return datum_text(text, (uint32_t)strlen(text));
}

GET(finding_help)
{
    const char *text = diag_help(&c->arena, finding_at(c), c->store->language);
    return *text ? datum_text(text, (uint32_t)strlen(text)) : datum_null();
}

static struct position position_at(const struct scan *c)
{
    const struct span *span = &finding_at(c)->span;
    return source_position(&c->store->model->files[span->file].source, span->start);
}

GET(finding_line)
{
    return datum_integer(position_at(c).line);
}

GET(finding_column)
{
    return datum_integer(position_at(c).column);
}
