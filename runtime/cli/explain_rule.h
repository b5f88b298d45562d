/* explain_rule: `traad explain unit/rule`: a rule as it is written down, of the standard library or of the plans at hand.
 * Depends on command, model. */
#ifndef TRAAD_EXPLAIN_RULE_H
#define TRAAD_EXPLAIN_RULE_H

#include "command.h"
#include "model.h"
#include "writer.h"

/* Writes what a rule requires, why, and what to do about it; in json an object. False when there is no such rule in the
 * standard library or below the paths (the current folder when there are none). */
bool explain_rule(struct session *session, struct writer *writer, const char *name, const char *const *paths,
                  uint32_t count, bool as_json, uint32_t width);

/* A workspace of nothing but the standard library: one file that uses all of it. */
void explain_open_standard(struct model *model, struct session *session);

#endif
