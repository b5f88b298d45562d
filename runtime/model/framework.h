/* framework: the requirements of a framework on a day, what meets each, and for whom it is required (language.md 8).
 * Depends on atlas. A framework owns its arrays (framework_free). */
#ifndef TRAAD_FRAMEWORK_H
#define TRAAD_FRAMEWORK_H

#include "atlas.h"

/* A declaration that says it meets a requirement, with `ivaretar`, and how far it has come: of work and targets
 * STATUS_PLANNED, _IN_PROGRESS or _COMPLETED; of a plan its own status; TERM_NONE when nothing is to be carried out;
 * STATUS_STOPPED when it no longer counts, because it, or its plan, has ended. */
struct evidence {
    uint32_t entity;
    enum term status;
    bool certain; /* not `ivaretar X?` */
};

enum required { REQUIRED_NO, REQUIRED_UNKNOWN, REQUIRED_YES };

/* Entities in order of their numbers, each once. */
struct entity_set {
    uint32_t *data, count, capacity;
};

struct requirement {
    uint32_t entity;
    uint32_t above; /* its place in the framework's array; 0: the framework itself */
    uint32_t depth; /* 1 below the framework */
    enum required required;
    bool from_unknown;                 /* nobody knows for certain since when it is in force */
    uint64_t levels;                   /* bits of terms: the levels it applies to; 0: all */
    uint64_t asked_of;                 /* bits of terms: plans, goals, measures; 0: all */
    uint32_t evidence, evidence_count; /* of the framework's array */
    struct entity_set met, touched;    /* those that meet it wholly; those that meet at least a part */
};

/* Requirement 0 is the framework itself; parts follow what they are parts of: what stands below it, and what is `del av` it.
 * None when the framework is not in force. */
struct framework {
    struct requirement *requirements;
    uint32_t count, capacity;
    struct evidence *evidence;
    uint32_t evidence_count, evidence_capacity;
};

/* Reads what is in force of a framework on the day: who meets each requirement, and whether it is required of any plan. */
void framework_read(struct atlas *atlas, uint32_t entity, struct framework *framework);
void framework_free(struct framework *framework);

/* True when requirements in force are put to measures or goals alone: a checklist for each of them. */
bool framework_is_checklist(const struct framework *framework);

/* Judges anew: who meets it is no longer the plan's owner but the measure, goal or target itself. */
void framework_judge_work(struct atlas *atlas, struct framework *framework);

/* Whether a requirement is put to a plan: to what its type has, and to its level; unknown when it states none. One that says no
 * level is put to those who bring it in. */
enum required framework_asks(const struct atlas *atlas, const struct requirement *requirement,
                             const struct party *party);

bool entity_set_has(const struct entity_set *set, uint32_t entity);

#endif
