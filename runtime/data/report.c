/* report.c: what is wrong with a data file, where it is wrong; the same thing a hundred times at most. */
#include "data_table.h"

enum { FAULTS_SHOWN = 100, QUOTED = 60 };

static struct diagnostic *report(struct reading *reading, enum diag_code code, uint32_t request, struct span span)
{
    struct diagnostic *diagnostic = diag_add(reading->file->diagnostics, code, span);
    diagnostic->declaration = reading->requests[request].declaration;
    return diagnostic;
}

struct diagnostic *reading_report(struct reading *reading, enum diag_code code, uint32_t start, uint32_t end)
{
    return report(reading, code, reading->about, (struct span){reading->file->number, start, end});
}

struct diagnostic *reading_report_at(struct reading *reading, enum diag_code code, uint32_t request, struct span span)
{
    return report(reading, code, request, span);
}

struct diagnostic *reading_fault(struct reading *reading, enum data_fault fault, enum diag_code code, uint32_t start,
                                 uint32_t end)
{
    return reading->faults[fault]++ < FAULTS_SHOWN ? reading_report(reading, code, start, end) : NULL;
}

struct diag_argument reading_quote(const struct reading *reading, uint32_t start, uint32_t end)
{
    const char *text = reading->file->bytes + start;
    uint32_t length = end - start, cut = QUOTED;
    if (length <= QUOTED)
        return diag_text(text, length);
    while (cut && ((unsigned char)text[cut] & 0xC0) == 0x80)
        cut--;
    return diag_string(arena_format(reading->file->diagnostics->arena, "%.*s…", (int)cut, text));
}

void reading_report_rest(struct reading *reading)
{
    uint64_t rest = 0;
    for (int fault = 0; fault < DATA_FAULTS; fault++)
        rest += reading->faults[fault] > FAULTS_SHOWN ? reading->faults[fault] - FAULTS_SHOWN : 0;
    if (rest)
        reading_report(reading, DIAG_DATA_MORE_FAULTS, 0, 0)->arguments[0] = diag_number((int64_t)rest);
}
