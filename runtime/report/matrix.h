/* matrix.h: the rows of a matrix of responsibility, and the matrix that is laid out as the plan's own table. Depends on cells and
 * roles; what it makes lives in the table's arena. */
#ifndef TRAAD_MATRIX_H
#define TRAAD_MATRIX_H

#include "cells.h"

struct subject {
    uint32_t entity;
    struct responsibilities roles;
};

struct matrix {
    struct filling filling;
    struct subject *data;
    uint32_t count, capacity;
};

/* Finds the rows that are asked for, with their roles; matrix_release gives them back. */
void matrix_gather(struct matrix *m);
void matrix_release(struct matrix *m);

/* The declarations below ROOT in source order, without recursion: the one after AT, or 0. */
uint32_t matrix_next_below(const struct model *model, uint32_t root, uint32_t at);

/* The columns of the plan as its own table, and how many. */
extern const struct column MATRIX_PLAN_COLUMNS[];
extern const uint32_t MATRIX_PLAN_WIDTH;

/* Fills the table with a row for each activity, below headings for plans and goals. */
void matrix_fill_plan(struct matrix *m);

#endif
