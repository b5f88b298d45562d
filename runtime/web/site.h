/* site: what the pages of one report share: which plans, actors, sectors and files have pages, what these are called, and
 * who answers for what. Depends on web, label, html. Texts live in the site's arena. */
#ifndef TRAAD_SITE_H
#define TRAAD_SITE_H

#include "check.h"
#include "html.h"
#include "label.h"
#include "reverse.h"
#include "role.h"
#include "target.h"
#include "web.h"

enum web_kind {
#define PAGE(id, ...) PAGE_##id,
#include "page.def"
#undef PAGE
    PAGE_KINDS
};

/* One actor in one role of one declaration, as the matrix has it. */
struct duty {
    uint32_t holder, entity, plan; /* plan: a number of site.plans */
    uint8_t role, origin;          /* a number of ROLES; enum role_origin */
    bool certain;
};

/* An actor, a group, a name that nobody declared, or a sector: whoever can have a page. */
struct holder {
    const char *identity, *title, *slug;
    uint32_t entity;            /* 0 for a name that nobody declared */
    uint32_t sector;            /* a holder: whose sector it is in; 0 for none */
    uint32_t duties, first;     /* of site.duties: how many, and the first, once they are sorted */
    bool is_sector, has_duties; /* has_duties: of a sector, somebody in it */
};

/* What has been overdue the longest. */
struct late {
    const char *title, *accountable;
    uint32_t plan, file, line;
    int64_t days;
};

enum { MOST_LATE = 10 };

struct plan {
    uint32_t unit;
    const char *slug, *title;
    int64_t classes[CLASS_COUNT], states[STATE_COUNT]; /* of dated things; of stages */
    uint32_t breaks, errors, warnings, notes;
    uint32_t finding, finding_count; /* of site.findings */
};

/* A file whose text has pages: one a part, each beginning at a line. */
struct text {
    const char *slug;
    uint32_t *starts; /* by part: its first line */
    uint32_t parts, part_capacity;
};

struct site {
    struct model *model;
    const struct web_folder *folder;
    enum language language;
    day_number as_of;
    bool all, failed;
    struct moment moment;
    struct reverse reverse;
    struct arena arena;
    struct symbol_table slugs, identities;      /* slugs: "plan/godt-liv", so that none is given twice */
    uint32_t *twins, twin_count, twin_capacity; /* by symbol of slugs: the last twin of it; 0 when nobody has it */
    struct plan *plans;
    uint32_t plan_count, plan_capacity;
    uint32_t *plan_of_unit; /* by unit: its number in plans + 1; 0 for none */
    struct holder *holders; /* by symbol of identities */
    uint32_t holder_count, holder_capacity;
    struct duty *duties;
    uint32_t duty_count, duty_capacity;
    struct text *texts;          /* by file */
    struct diagnostic *findings; /* by plan */
    uint32_t finding_count;
    uint32_t *first_break,
        *next_break; /* by entity, by finding: a number of findings + 1, of one that breaks the thread */
    struct late late[MOST_LATE + 1]; /* of all plans, the longest first */
    uint32_t late_count;
    uint32_t *target_part; /* by entity: on which part of its plan's page of targets it stands; 0 for none */
    uint32_t *frameworks, framework_count; /* in use */
    const char **framework_slugs;
};

void site_begin(struct site *site, struct model *model, day_number as_of, enum language language, bool all,
                const struct web_folder *folder);
void site_end(struct site *site);

/* What a page of a kind is called. */
const char *site_kind_title(const struct site *site, enum web_kind kind);

/* The name below the folder: "plan/godt-liv.html", and from the second part on "plan/godt-liv.2.html". */
const char *site_name(struct arena *arena, enum web_kind kind, const char *slug, uint32_t part);

/* The holder with an identity, or 0. */
uint32_t site_holder(const struct site *site, const char *identity);

/* Who somebody is, made when it is not there yet. */
uint32_t site_add_holder(struct site *site, const char *identity, const char *title);

/* Adds a duty that a role says; holders that are new get a page. */
void site_add_duty(struct site *site, const struct duty *duty);

/* Sorts the duties by holder. Call once, when all are there. */
void site_sort_duties(struct site *site);

/* A request for the tables of one plan. */
struct report_request site_request(const struct site *site, const struct plan *plan);

const char *site_say(const struct site *site, enum label label);

/* A file's path as the reader knows it. */
const char *site_path(const struct site *site, uint32_t file);

/* True for a finding that breaks the thread. */
bool site_is_break(enum diag_code code);

/* The declarations of a plan in the order of its files: the first with 0, then the one after `at`; 0 when there are no more. */
uint32_t site_next(const struct site *site, const struct plan *plan, uint32_t at);

#endif
