/* model: what the files of a workspace mean together: units, entities, names, relations. Arrays and 32-bit ids.
 * Depends on lang, data. The model owns its files' bytes, trees and diagnostics; entity 0 and unit 0 are none.
 * Does no input or output: it takes bytes, and a way to run work side by side, and gives values. */
#ifndef TRAAD_MODEL_H
#define TRAAD_MODEL_H

#include "dataset.h"
#include "diag.h"
#include "parse.h"

/* Runs body(context, i) for each i below count, in any order, perhaps side by side; returns when all are done. */
struct parallel {
    void (*each)(const struct parallel *parallel, uint32_t count, void (*body)(void *context, uint32_t i),
                 void *context);
    void *state;
};

/* One after another, for tests and for hosts without threads. */
extern const struct parallel PARALLEL_SERIAL;

struct file {
    struct source source;
    char *bytes; /* of the source; owned */
    struct tree tree;
    struct diag_list diagnostics; /* of parsing */
    struct arena arena;
    bool builtin;           /* of the standard library: its findings are not shown */
    bool lent;              /* bytes and tree are somebody else's, see model_lend_file */
    bool data;              /* a data file: it has bytes and lines, but no tree and no declarations */
    const char *unreadable; /* why it could not be read; NULL when it could */
    uint32_t data_lines;    /* at least as many as the `data` lines it has */
    uint32_t unit;
    uint32_t first_entity, entity_count;
    uint32_t kinds;          /* bits of enum kind: of its entities */
    struct entity *declared; /* while it is not linked: its entities, as if it were the only file */
    uint32_t *entity_of;     /* by node: the entity of a declaration, else 0 */
    uint32_t *targets;       /* by value: the entity a reference resolved to, else 0 */
    uint32_t *unit_symbol;   /* by file symbol: the unit's symbol; NULL when they are the same */
};

enum entity_flag {
    ENTITY_TOP = 1, /* not below another declaration (but for the header) */
    ENTITY_ROW = 2,
    ENTITY_USED = 4,         /* something refers to it */
    ENTITY_SHARED_LABEL = 8, /* its label numbers an entity of another kind too */
    ENTITY_DUPLICATE = 16,
    ENTITY_HAS_WORK = 32,   /* a measure stands below it or contributes to it */
    ENTITY_HAS_THREAD = 64, /* an element of the thread stands below it or contributes to it */
    ENTITY_ADDRESSES = 128, /* it, or an element below it, addresses a challenge or a need */
    ENTITY_ANSWERED = 256   /* something addresses it */
};

struct entity {
    uint8_t kind, depth; /* enum kind; of nesting, 0 at the top */
    uint16_t flags;      /* enum entity_flag */
    uint32_t file, node;
    uint32_t unit;
    uint32_t parent;                    /* the declaration it stands below; 0 at the top */
    uint32_t first_child, next_sibling; /* in source order */
    uint32_t name;                      /* the unit's symbol of its id; 0 without */
    uint32_t same_name;                 /* the next entity of the unit with this name */
    uint64_t states;  /* bits of enum property modulo 64: which properties some line may state; of a plan's
                                           header, also a line of those after it in the chain */
    uint64_t within;  /* the same, of it, what it extends and all that it stands below */
    uint32_t extends; /* the library's declaration that this titleless one extends, else 0 */
};

/* A non-role relation between two declarations, as a line states it. */
struct relation {
    uint32_t from, to; /* entities */
    uint32_t file, value;
    uint8_t property; /* enum property */
    bool certain;     /* not X? */
};

/* How the host works out what is computed (`beregn`), since the model knows no expressions; see moment_computed. */
struct computer;

/* The names that one unit's files can use, worked out as they are asked for; see scope.c. */
struct scope;

/* Settings, in force from the command line over the plan over the workspace over the library. */
/* What a setting says of one rule; the nearest to the front of the list is in force. */
struct rule_setting {
    struct rule_setting *next;
    const char *name; /* as written, `length` bytes */
    uint32_t length;
    uint32_t rule;    /* the entity, canonical; 0 before it is looked up */
    uint8_t severity; /* enum severity */
};

struct settings {
    double most_share;           /* percent: `de fleste` is more than this */
    int soon_days;               /* `frist snart` */
    int8_t severity[DIAG_COUNT]; /* enum severity, or -1: the default */
    struct rule_setting *rules;
};

struct unit {
    enum kind kind;   /* KIND_PLAN, KIND_LIBRARY; KIND_NONE for files without a header */
    const char *name; /* NFC; of the files' header, or the file's path without one */
    uint32_t name_length;
    uint32_t header; /* the entity that opens it with a title, or the first header; 0 without */
    uint32_t *files, file_count, file_capacity;
    uint32_t *uses, use_count, use_capacity; /* units that `bruk` brings in, then those that they bring in */
    uint32_t direct_use_count;               /* how many of them its own `bruk` lines name */
    uint64_t used_libraries;                 /* bits: which of the first 64 uses some name was found in */
    uint64_t code_lists[2];                  /* bits of enum word: which coded properties it has a list for */
    struct relation *relations;
    uint32_t relation_count, relation_capacity;
    struct diag_list diagnostics; /* of linking and checking */
    struct arena arena;
    struct scope *scope;
    const struct symbol_table *symbols; /* of the unit: the names of its entities */
    struct date period;                 /* of the plan; precision NONE without */
    enum term plan_type;                /* VALUE_…; TERM_NONE when not stated */
    enum language language;
    bool language_stated, external, builtin;
    struct settings settings; /* in force for the plan */
};

/* A property as it stands: its node, in its file. Node 0 is none. */
struct stated {
    uint32_t file, node;
};

/* A `data` line of an indicator or a target. */
struct data_line {
    uint32_t file, node; /* the line */
    uint32_t entity;
    const char *name; /* the data file's, as written, escapes undone */
    struct span span; /* of the name */
    uint32_t source;  /* the data file, a file of the model; 0 while there is none */
    const struct dataset *dataset;
};

struct model {
    struct file *files;
    uint32_t file_count, file_capacity;
    uint32_t first_library, library_count; /* the files of the standard library stand together */
    struct unit *units;
    uint32_t unit_count, unit_capacity;
    struct entity *entities;
    uint32_t entity_count, entity_capacity;
    struct symbol_table unit_names;
    uint32_t *unit_of_name, unit_of_name_count; /* by symbol of unit_names */
    const char **identities;                    /* by entity; made by model_identities */
    struct settings settings, command_line;
    struct data_line *data_lines; /* by file and node; made by model_link */
    uint32_t data_line_count, data_line_capacity;
    uint32_t *lines_of_data,
        *first_of_data; /* made by model_share_data: line numbers by data file; where each file's begin */
    uint32_t first_data_file;
    struct diag_list diagnostics; /* of the workspace as a whole */
    struct arena arena;
    const struct parse_tables *tables; /* prepared_tables */
    const struct parallel *parallel;
    const bool *asked; /* by enum diag_code: the checks that run though they are off by default; NULL: none */
    const struct computer *computer; /* set by the host after linking; NULL: nothing is computed */
};

/* ---- making one ---------------------------------------------------------------------------------------- */

void model_init(struct model *model, const struct parallel *parallel);
void model_free(struct model *model);

/* Adds a file. `bytes` has length + 1 bytes, ends in NUL, comes from array_grow and is owned by the model from now on;
 * NULL with the reason when it could not be read. `path` must live as long as the model. Returns its number. */
uint32_t model_add_file(struct model *model, const char *path, char *bytes, uint32_t length, const char *unreadable);

/* Gives a file that was added without bytes its bytes, or the reason, and parses it. Files can be given side by side. */
void model_give_file(struct model *model, uint32_t number, char *bytes, uint32_t length, const char *unreadable);

/* A file that stands parsed outside any model: file_parse reads its bytes, as file `number`, and file_free gives back all it owns,
 * its bytes too. */
void file_parse(struct file *file, uint32_t number, const struct parse_tables *tables);
void file_free(struct file *file);

/* Adds such a file, whose path, bytes and tree are only lent: they must outlive the model, and several models can have them at the
 * same time. Returns its number. */
uint32_t model_lend_file(struct model *model, const struct file *parsed);

/* Parses the files not yet parsed, brings in the standard libraries that they use, and links everything. */
void model_link(struct model *model);

/* ---- its data files, once it is linked: find (the host) -> add -> share -> give ------------------------------------------ */

/* The path of the file that a line names, from where the plans' paths lead from, in the arena. NULL when its name is empty, or leads from
 * the top of a file system. */
const char *model_data_path(const struct model *model, const struct data_line *line, struct arena *arena);

/* Adds a data file, which has no bytes yet, for the `data` lines that name it. `path` must live as long as the model.
 * Returns its number, to be set as their `source`. */
uint32_t model_add_data(struct model *model, const char *path);

/* Reports what is wrong with the file that a data line names, at its name; arguments[0] is the name. */
struct diagnostic *model_refuse_data(struct model *model, const struct data_line *line, enum diag_code code);

/* Call when all data files are added and the lines' sources are set. */
void model_share_data(struct model *model);

/* Gives a data file its bytes, as model_add_file has them, and answers its lines; NULL, and the lines stay without. Lines
 * that ask for the same share their dataset. Data files can be given side by side. */
void model_give_data(struct model *model, uint32_t number, char *bytes, uint32_t length);

/* What the data file of a `data` line says, and the number of that file; NULL and 0 where the file or a column was not found. */
const struct dataset *model_dataset(const struct model *model, struct stated line);
uint32_t model_data_file(const struct model *model, struct stated line);

/* ---- asking it -------------------------------------------------------------------------------------------- */

static inline const struct entity *model_entity(const struct model *model, uint32_t entity)
{
    return &model->entities[entity];
}

static inline const struct tree *model_tree(const struct model *model, uint32_t entity)
{
    return &model->files[model->entities[entity].file].tree;
}

/* False when no line of an entity's own states a property, which most of the time is seen without a look at its lines. */
static inline bool model_may_state(const struct model *model, uint32_t entity, enum property property)
{
    return (model->entities[entity].states >> (property % 64)) & 1u;
}

/* The first line that states a property of an entity, of itself or else of the declaration it extends; not inherited. */
struct stated model_find_property(const struct model *model, uint32_t entity, enum property property);

/* The same; most entities are seen not to state a property without a look at their lines. */
static inline struct stated model_property(const struct model *model, uint32_t entity, enum property property)
{
    bool may = model_may_state(model, entity, property) || model->entities[entity].extends;
    return may ? model_find_property(model, entity, property) : (struct stated){0, 0};
}

struct stated model_next_property(const struct model *model, struct stated stated);

/* The same with the inheritance of the property table: `from` is set to the entity that states it. */
struct stated model_inherited(const struct model *model, uint32_t entity, enum property property, uint32_t *from);

/* The values of a stated property. */
const struct value *model_values(const struct model *model, struct stated stated, uint32_t *count);
const struct value *model_value(const struct model *model, struct stated stated, enum value_tag tag);

/* The entity that a reference among a stated property's values resolved to, or 0. */
uint32_t model_target(const struct model *model, struct stated stated, const struct value *value);

/* The declarations that an entity refers to by a property, one after another: begin with {0}. False when there are no more. */
struct referred {
    struct stated line;
    const struct value *value; /* the reference */
    uint32_t target;           /* what it stands for */
    const struct value *values;
    uint32_t next, count; /* of the line's values */
};
bool model_next_referred(const struct model *model, uint32_t entity, enum property property, struct referred *referred);

/* The text of a value (without quotation marks), not NUL-terminated. */
const char *model_text(const struct model *model, uint32_t file, const struct value *value, uint32_t *length);

/* The text of a value as its author meant it, not NUL-terminated: a string's escapes undone, a text block without the
 * indentation that its lines have in common, X? without its mark. In `arena` where it is not as it stands. */
const char *model_written(const struct model *model, struct arena *arena, uint32_t file, const struct value *value,
                          uint32_t *length);

/* An entity's title in a language (`tittel nn`), else its title, else its id; escapes undone; in `arena` where needed. */
const char *model_title(const struct model *model, struct arena *arena, uint32_t entity, enum language language);

/* The same, not NUL-terminated: as it stands in its file, where that is what is meant. */
const char *model_title_text(const struct model *model, struct arena *arena, uint32_t entity, enum language language,
                             uint32_t *length);

/* True when the declaration has a title of its own. */
bool model_has_title(const struct model *model, uint32_t entity);

/* What human formats call an actor or the like: its first short name, else its title. */
const char *model_short_title(const struct model *model, struct arena *arena, uint32_t entity, enum language language);

/* The declaration that an extension extends, or the entity itself: what two mentions of one actor have in common. */
uint32_t model_canonical(const struct model *model, uint32_t entity);

struct span model_span(const struct model *model, uint32_t entity);
uint32_t model_line(struct model *model, struct stated stated);

/* What a plan's type asks of the thread: a strategy has no measures, an action plan is measures. */
struct demands {
    bool measures, goals, challenges;
};

struct demands model_demands(enum term plan_type);

/* ---- names --------------------------------------------------------------------------------------------------- */

/* What a name in `unit` stands for among `kinds`. Sets `*found` to it, or to a candidate of a wrong kind. */
enum resolution { RESOLVED, UNKNOWN_NAME, WRONG_KIND, AMBIGUOUS };
enum resolution model_resolve(struct model *model, uint32_t unit, const char *text, uint32_t length, uint32_t kinds,
                              uint32_t *found, uint32_t *other);

/* The rule (canonical) that `name` or `unit/name` stands for: in `unit` (0: anywhere), or else in any unit; 0 when there is none. */
uint32_t model_find_rule(struct model *model, uint32_t unit, const char *text, uint32_t length);

/* The severity that settings give a rule (canonical), or -1. */
int settings_of_rule(const struct settings *settings, uint32_t rule);

/* Every entity that a name given on the command line may mean, in all plans: ids, identities, short names. */
uint32_t model_find_all(struct model *model, const char *text, uint32_t kinds, uint32_t *found, uint32_t most);

/* Works out the identities (`plan/id`) of all entities, once; thereafter model_identity. */
void model_identities(struct model *model);
const char *model_identity(const struct model *model, uint32_t entity);

/* The identity of an undeclared actor, `plan/~slug`, and the slug of a text, in `arena`. */
const char *model_string_identity(const struct model *model, struct arena *arena, uint32_t unit, const char *text,
                                  uint32_t length);
const char *model_slug(struct arena *arena, const char *text, uint32_t length);

/* Kinds in words, for messages: "aktør eller gruppe". */
struct diag_argument model_kinds_in_words(struct arena *arena, uint32_t kinds);

/* "measure", "main_goal": a kind as JSON and SQL show it. */
const char *model_kind_name(enum kind kind);

#endif
