/* data_select: which rows of a table each request asks for. Internal to data/. Depends on data_table.
 * Lists of rows belong to the reading's scratch arena. */
#ifndef TRAAD_DATA_SELECT_H
#define TRAAD_DATA_SELECT_H

#include "data_table.h"

/* Rows in the file's order; `rows` is NULL where it is all of them. */
struct row_list {
    const uint32_t *rows;
    uint32_t count;
};

/* One list a request. Needs the filters' categories. */
struct row_list *select_rows(struct reading *reading);

#endif
