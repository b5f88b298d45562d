/* A data file that a plan reads in every way there is: for the targets of its formats. Depends on workspace.h. */
#ifndef FUZZ_DATA_H
#define FUZZ_DATA_H

#include "workspace.h"

/* Lines that ask for columns by what they are, by name, by code; and for rows. */
static const char FUZZ_DATA_PLAN[] =
    "plan p \"Plan\"\n"
    "  plantype  strategi\n"
    "\n"
    "resultatmål a \"A\"\n  innen 2024  minst 60 %\n  data  \"f\"\n"
    "resultatmål b \"B\"\n  innen 2024  minst 60 %\n  data  \"f\" dato=år verdi=andel\n"
    "resultatmål c \"C\"\n  innen 2024  minst 60 %\n  data  \"f\" gruppe=kjønn\n"
    "resultatmål d \"D\"\n  innen 2024  minst 60 %\n  data  \"f\" KJONN=0 verdi=RATE\n"
    "resultatmål e \"E\"\n  innen 2024  10 av 20\n  data  \"f\" Trinn=7 gruppe=Kjonn\n"
    "resultatmål f \"F\"\n  innen 2024  høyst 5\n  data  \"f\" område=Region Kjonn=Menn\n"
    "indikator g \"G\"\n  data  \"f\" kjønn=jenter alder=13-15 kjent=publisert\n"
    "indikator h \"H\"\n  enhet  %\n  data  \"f\" av=antall ukjent=andel\n";

static inline void fuzz_data(const uint8_t *data, size_t size)
{
    struct fuzz_workspace workspace;
    struct model *model = &workspace.model;
    struct arena arena = {0};
    struct table table = {.arena = &arena};
    fuzz_link(model, (const uint8_t *)FUZZ_DATA_PLAN, strlen(FUZZ_DATA_PLAN));
    uint32_t number = model_add_data(model, "f");
    for (uint32_t i = 0; i < model->data_line_count; i++)
        model->data_lines[i].source = number;
    model_share_data(model);
    model_give_data(model, number, fuzz_copy(data, size), (uint32_t)size);
    fuzz_check(&workspace);
    struct report_request request = fuzz_request(&workspace);
    report_targets(&request, &table, &(bool){false});
    fuzz_render(&table);
    table_free(&table);
    arena_free(&arena);
    fuzz_close(&workspace);
}

#endif
