/* A workspace of one or more plans held in strings, linked and ready to ask. For unit tests. */
#ifndef TEST_WORKSPACE_H
#define TEST_WORKSPACE_H

#include "moment.h"

#include <stdio.h>
#include <string.h>

static inline void workspace_add(struct model *model, const char *path, const char *text)
{
    uint32_t capacity = 0, length = (uint32_t)strlen(text);
    char *bytes = array_grow(NULL, &capacity, length + 1, 1);
    memcpy(bytes, text, length + 1);
    model_add_file(model, path, bytes, length, NULL);
}

static inline void workspace_open(struct model *model, const char *text)
{
    model_init(model, &PARALLEL_SERIAL);
    workspace_add(model, "plan.plan", text);
    model_link(model);
    model_identities(model);
}

/* The only entity with this identity; 0 when there is none. */
static inline uint32_t workspace_find(const struct model *model, const char *identity)
{
    for (uint32_t e = 1; e < model->entity_count; e++)
        if (strcmp(model_identity(model, e), identity) == 0)
            return e;
    return 0;
}

#endif
