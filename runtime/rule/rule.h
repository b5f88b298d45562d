/* rule: one `regel`, compiled: what it is for, when, what it requires (rule.c), and what it says (rule_message.c). Internal to rule/.
 * Depends on compile, run. Everything lives in the arena it was compiled into. */
#ifndef TRAAD_RULE_H
#define TRAAD_RULE_H

#include "compile.h"
#include "run.h"

/* A piece of a message: text as it stands, or a field that is worked out for each subject. */
struct piece {
    const char *text; /* `length` bytes; of a field, NULL */
    uint32_t length;
    struct program *field, *filter; /* filter: which of the field's things are meant; NULL: all */
};

struct message {
    const struct piece *pieces;
    uint32_t count;
    bool same; /* for all subjects: it has no fields */
};

struct programs {
    struct program *data;
    uint32_t count;
};

struct rule {
    uint32_t entity, unit;
    struct diag_rule name;
    const char *const *titles; /* one a language */
    uint32_t kinds;            /* of its subjects; 0 when something is wrong with it: it is not run */
    struct programs where;     /* the filter of `for`, and every `der` */
    struct programs require;
    enum severity severity;
    struct message message[LANGUAGE_COUNT], help[LANGUAGE_COUNT];
    struct diag_argument see; /* what to read, in words; type NONE without */
    struct diag_argument
        told;               /* the help, with what to read, when it is the same for all subjects; type NONE otherwise */
    struct allowance steps; /* that its runners take; beyond it, the rule is stopped */
    bool reported;          /* a plan has been told that it could not be compiled */
};

/* Help, with what to read behind it. */
struct diag_argument rule_help(struct arena *arena, const struct rule *rule, const char *const help[LANGUAGE_COUNT]);

/* Compiles a rule; what is wrong is reported, once. */
void rule_compile(struct compiler *compiler, uint32_t entity, struct rule *rule);

/* Compiles the lines of `message` or `help`, a message for each language; false when one of their fields is wrong, which is
 * reported. */
bool rule_compile_messages(struct compiler *compiler, const struct rule *rule, enum property property,
                           struct message messages[LANGUAGE_COUNT]);

/* A message for a subject, in words. */
const char *rule_message(struct runner *runner, struct arena *arena, const struct message *message, struct item subject,
                         enum language language);

#endif
