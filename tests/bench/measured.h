/* Result targets with stages and a baseline, measured by data files: as many as asked for, spread over the plans.
 * Depends on writer; the shared files belong to the caller, from measured_begin to measured_end. */
#ifndef MEASURED_H
#define MEASURED_H

#include "writer.h"

enum { SHARED_FILES = 20, FIRST_MUNICIPALITY = 1001 };

/* Where the values stand: a file for each indicator beside the plan, or a few large files that all plans share. */
enum data_shape { DATA_NONE, DATA_SMALL, DATA_SHARED };

struct measured {
    enum data_shape shape;
    const char *directory;
    int plans, targets, values; /* targets in the whole corpus, values of each */
    FILE *shared[SHARED_FILES];
};

/* Opens the shared files, where the shape has them. False when the world does not allow it, as for the others. */
bool measured_begin(struct measured *measured);

/* Writes a plan's share of the targets, each for one of its goals, and their values. */
bool measured_write(struct measured *measured, struct plan *plan, int goals);
bool measured_end(struct measured *measured);

#endif
