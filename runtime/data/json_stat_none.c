/* json_stat_none.c: a build without jansson, which says nothing of JSON files: their `data` lines are as without a file. */
#include "data_table.h"

bool json_stat_open(struct reading *reading)
{
    (void)reading;
    return false;
}

void json_stat_read(struct reading *reading)
{
    (void)reading;
}

void json_stat_close(struct reading *reading)
{
    (void)reading;
}
