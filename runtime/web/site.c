#include "site.h"

#include "framework.h"

#include <stdlib.h>
#include <string.h>

enum { PART_BYTES = 900 * 1000, LINE_BYTES = 80 }; /* of a text's page: at most, and what the marks of a line take */

const char *site_say(const struct site *site, enum label label)
{
    return label_of(label, site->language);
}

const char *site_kind_title(const struct site *site, enum web_kind kind)
{
    static const char *const titles[PAGE_KINDS][LANGUAGE_COUNT] = {
#define PAGE(id, folder, nb, nn, en) [PAGE_##id] = {nb, nn, en},
#include "page.def"
#undef PAGE
    };
    return titles[kind][site->language];
}

static const char *folder_of(enum web_kind kind)
{
    static const char *const folders[PAGE_KINDS] = {
#define PAGE(id, folder, ...) [PAGE_##id] = (folder),
#include "page.def"
#undef PAGE
    };
    return folders[kind];
}

const char *site_name(struct arena *arena, enum web_kind kind, const char *slug, uint32_t part)
{
    static const char *const beside[PAGE_KINDS] = {
        [PAGE_INDEX] = "index", [PAGE_ACTORS] = "actors", [PAGE_SECTORS] = "sectors", [PAGE_FRAMEWORKS] = "frameworks"};
    const char *folder = folder_of(kind), *name = beside[kind] ? beside[kind] : slug;
    if (part > 1)
        return arena_format(arena, "%s%s%s.%u.html", folder, *folder ? "/" : "", name, part);
    return arena_format(arena, "%s%s%s.html", folder, *folder ? "/" : "", name);
}

bool site_is_break(enum diag_code code)
{
    static const bool breaks[DIAG_COUNT] = {
#define BREAK(id, ...) [DIAG_##id] = true,
#include "break.def"
#undef BREAK
    };
    return breaks[code];
}

const char *site_path(const struct site *site, uint32_t file)
{
    return site->model->files[file].source.path;
}

/* ---- names of files ------------------------------------------------------------------------------------------------ */

/* The symbol of a name in a folder; its twins are 0 when nobody has it. */
static uint32_t add_slug(struct site *site, const char *folder, const char *name)
{
    const char *whole = arena_format(&site->arena, "%s/%s", folder, name);
    uint32_t symbol = symbol_intern(&site->slugs, whole, (uint32_t)strlen(whole)), none = 0;
    while (site->twin_count <= symbol)
        ARRAY_PUSH(site, twins, twin_count, twin_capacity, none);
    return symbol;
}

/* A name that every file system takes, and that no other page of the folder has. */
static const char *make_slug(struct site *site, const char *folder, const char *text)
{
    const char *slug = model_slug(&site->arena, text, (uint32_t)strlen(text));
    char *plain = arena_copy(&site->arena, slug, strlen(slug)), *to = plain;
    for (const char *at = slug; *at; at++)
        if ((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9') || (*at == '-' && to > plain && to[-1] != '-'))
            *to++ = *at;
    while (to > plain && to[-1] == '-')
        to--;
    *to = '\0';
    const char *name = slug = *plain ? plain : "x";
    uint32_t first = add_slug(site, folder, slug), at = first;
    for (; site->twins[at]; at = add_slug(site, folder, name)) /* counted, so that each of many twins is tried once */
        name = arena_format(&site->arena, "%s-%u", slug, ++site->twins[first]);
    site->twins[at] = 1;
    return name;
}

/* ---- plans ----------------------------------------------------------------------------------------------------------- */

static bool is_shown(const struct site *site, uint32_t unit)
{
    const struct unit *at = &site->model->units[unit];
    return !at->builtin && !at->external && at->kind != KIND_LIBRARY && at->file_count &&
           (site->all || !moment_is_expired(&site->moment, unit));
}

static void find_plans(struct site *site)
{
    const struct model *model = site->model;
    site->plan_of_unit = arena_alloc(&site->arena, model->unit_count * sizeof *site->plan_of_unit);
    for (uint32_t u = 1; u < model->unit_count; u++) {
        const struct unit *unit = &model->units[u];
        if (!is_shown(site, u))
            continue;
        const char *name = arena_copy(&site->arena, unit->name, unit->name_length);
        struct plan plan = {.unit = u,
                            .slug = make_slug(site, "plan", name),
                            .title = unit->header ? model_title(model, &site->arena, unit->header, site->language)
                                                  : name};
        ARRAY_PUSH(site, plans, plan_count, plan_capacity, plan);
        site->plan_of_unit[u] = site->plan_count;
    }
}

/* ---- holders ----------------------------------------------------------------------------------------------------------- */

uint32_t site_holder(const struct site *site, const char *identity)
{
    return identity ? symbol_find(&site->identities, identity, (uint32_t)strlen(identity)) : 0;
}

uint32_t site_add_holder(struct site *site, const char *identity, const char *title)
{
    uint32_t known = site_holder(site, identity);
    if (known)
        return known;
    char *copy = arena_copy(&site->arena, identity, strlen(identity));
    const char *name = strrchr(copy, '/');
    uint32_t symbol = symbol_intern(&site->identities, copy, (uint32_t)strlen(copy));
    struct holder none = {0}, holder = {.identity = copy,
                                        .title = arena_copy(&site->arena, title, strlen(title)),
                                        .slug = make_slug(site, "holder", name ? name + 1 : copy)};
    while (site->holder_count < symbol)
        ARRAY_PUSH(site, holders, holder_count, holder_capacity, none);
    ARRAY_PUSH(site, holders, holder_count, holder_capacity, holder);
    return symbol;
}

static void find_holders(struct site *site)
{
    struct model *model = site->model;
    for (uint32_t e = 1; e < model->entity_count; e++)
        if (KIND_IN(model->entities[e].kind, OF(ACTOR) | OF(GROUP) | OF(SECTOR)) && !model->entities[e].extends) {
            uint32_t holder = site_add_holder(site, model_identity(model, e),
                                              model_title(model, &site->arena, e, site->language));
            site->holders[holder].entity = e;
        }
}

void site_add_duty(struct site *site, const struct duty *duty)
{
    ARRAY_PUSH(site, duties, duty_count, duty_capacity, *duty);
    struct holder *holder = &site->holders[duty->holder];
    holder->duties++;
    if (holder->sector)
        site->holders[holder->sector].has_duties = site->holders[holder->sector].is_sector = true;
}

void site_sort_duties(struct site *site)
{
    uint32_t capacity = 0, first = 0;
    struct duty *sorted = array_grow(NULL, &capacity, site->duty_count + 1, sizeof *sorted);
    for (uint32_t p = 1; p < site->holder_count; p++) {
        site->holders[p].first = first;
        first += site->holders[p].duties;
        site->holders[p].duties = 0;
    }
    for (uint32_t i = 0; i < site->duty_count; i++) {
        struct holder *holder = &site->holders[site->duties[i].holder];
        sorted[holder->first + holder->duties++] = site->duties[i];
    }
    array_free(site->duties);
    site->duties = sorted;
    site->duty_capacity = capacity;
}

uint32_t site_next(const struct site *site, const struct plan *plan, uint32_t at)
{
    const struct model *model = site->model;
    const struct unit *unit = &model->units[plan->unit];
    uint32_t file = 0;
    if (at) {
        const struct file *in = &model->files[model->entities[at].file];
        if (at + 1 < in->first_entity + in->entity_count)
            return at + 1;
        while (unit->files[file] != model->entities[at].file)
            file++;
        file++;
    }
    while (file < unit->file_count && !model->files[unit->files[file]].entity_count)
        file++;
    return file < unit->file_count ? model->files[unit->files[file]].first_entity : 0;
}

/* ---- findings ---------------------------------------------------------------------------------------------------------- */

/* The number of the plan that a finding is about; the number of plans when it is about none of them. */
static uint32_t plan_of(const struct site *site, const struct diagnostic *finding)
{
    const struct model *model = site->model;
    uint32_t unit = finding->declaration ? model->entities[finding->declaration].unit
                                         : model->files[finding->span.file].unit;
    return site->plan_of_unit[unit] ? site->plan_of_unit[unit] - 1 : site->plan_count;
}

static void count_finding(struct plan *plan, const struct diagnostic *finding)
{
    plan->breaks += site_is_break((enum diag_code)finding->code);
    plan->errors += finding->severity == SEVERITY_ERROR;
    plan->warnings += finding->severity == SEVERITY_WARNING;
    plan->notes += finding->severity == SEVERITY_NOTE;
    plan->finding_count++;
}

/* Sorts the findings by plan, those of no plan last; a plan of its own, without a unit, stands for these. */
static void find_findings(struct site *site)
{
    uint32_t count, capacity = 0;
    struct plan others = {.slug = "annet", .title = site_say(site, LABEL_OTHER_FINDINGS)};
    struct diagnostic *found = check_collect(site->model, site->as_of, &count);
    ARRAY_PUSH(site, plans, plan_count, plan_capacity, others);
    site->plan_count--;
    for (uint32_t i = 0; i < count; i++)
        count_finding(&site->plans[plan_of(site, &found[i])], &found[i]);
    uint32_t *at = arena_alloc(&site->arena, (site->plan_count + 1) * sizeof *at), first = 0;
    for (uint32_t p = 0; p <= site->plan_count; p++) {
        site->plans[p].finding = at[p] = first;
        first += site->plans[p].finding_count;
    }
    site->findings = array_grow(NULL, &capacity, count + 1, sizeof *site->findings);
    for (uint32_t i = 0; i < count; i++)
        site->findings[at[plan_of(site, &found[i])]++] = found[i];
    site->finding_count = count;
    array_free(found);
    site->first_break = arena_alloc(&site->arena, site->model->entity_count * sizeof *site->first_break);
    site->next_break = arena_alloc(&site->arena, (count + 1) * sizeof *site->next_break);
    for (uint32_t i = count; i-- > 0;) {
        uint32_t entity = site->findings[i].declaration;
        if (!entity || !site_is_break((enum diag_code)site->findings[i].code))
            continue;
        site->next_break[i] = site->first_break[entity];
        site->first_break[entity] = i + 1;
    }
}

/* ---- texts ------------------------------------------------------------------------------------------------------------- */

static uint32_t cost(const char *line, uint32_t length)
{
    uint32_t bytes = LINE_BYTES + length;
    for (uint32_t i = 0; i < length; i++)
        bytes += strchr("<>&\"'", line[i]) ? 5 : 0;
    return bytes;
}

static void divide_text(struct site *site, uint32_t number)
{
    struct source *source = &site->model->files[number].source;
    struct text *text = &site->texts[number];
    text->slug = make_slug(site, "text", source->path);
    source_position(source, 0); /* makes its lines */
    uint32_t bytes = PART_BYTES;
    for (uint32_t line = 1; line <= source->line_count; line++) {
        uint32_t length;
        const char *at = source_line(source, line, &length);
        bytes += cost(at, length);
        if (bytes < PART_BYTES)
            continue;
        ARRAY_PUSH(text, starts, parts, part_capacity, line);
        bytes = cost(at, length);
    }
}

static void find_texts(struct site *site)
{
    const struct model *model = site->model;
    site->texts = arena_alloc(&site->arena, (model->file_count + 1) * sizeof *site->texts);
    for (uint32_t f = 0; f < model->file_count; f++)
        if (!model->files[f].data && !model->files[f].unreadable)
            divide_text(site, f);
}

/* ---- frameworks --------------------------------------------------------------------------------------------------------- */

static void find_frameworks(struct site *site)
{
    struct atlas atlas;
    struct arena *arena = &site->arena;
    site->frameworks = arena_alloc(arena, site->model->entity_count * sizeof *site->frameworks);
    atlas_init(&atlas, &site->moment);
    site->framework_count = atlas_frameworks_in_use(&atlas, site->frameworks);
    atlas_free(&atlas);
    site->framework_slugs = arena_alloc(arena, (site->framework_count + 1) * sizeof *site->framework_slugs);
    for (uint32_t i = 0; i < site->framework_count; i++) {
        const char *identity = model_identity(site->model, site->frameworks[i]), *slash = strrchr(identity, '/');
        site->framework_slugs[i] = make_slug(site, "coverage", slash ? slash + 1 : identity);
    }
}

/* ---- the whole ------------------------------------------------------------------------------------------------------------ */

void site_begin(struct site *site, struct model *model, day_number as_of, enum language language, bool all,
                const struct web_folder *folder)
{
    *site = (struct site){.model = model, .folder = folder, .language = language, .as_of = as_of, .all = all};
    symbol_init(&site->slugs, 256);
    symbol_init(&site->identities, 256);
    moment_init(&site->moment, model, as_of);
    moment_find_begun(&site->moment);
    reverse_build(&site->reverse, model);
    site->target_part = arena_alloc(&site->arena, model->entity_count * sizeof *site->target_part);
    struct holder none = {0};
    ARRAY_PUSH(site, holders, holder_count, holder_capacity, none);
    find_plans(site);
    find_holders(site);
    find_findings(site);
    find_texts(site);
    find_frameworks(site);
}

void site_end(struct site *site)
{
    for (uint32_t f = 0; f < site->model->file_count; f++)
        array_free(site->texts[f].starts);
    array_free(site->plans);
    array_free(site->twins);
    array_free(site->holders);
    array_free(site->duties);
    array_free(site->findings);
    reverse_free(&site->reverse);
    moment_free(&site->moment);
    symbol_free(&site->slugs);
    symbol_free(&site->identities);
    arena_free(&site->arena);
}

struct report_request site_request(const struct site *site, const struct plan *plan)
{
    return (struct report_request){.model = site->model,
                                   .as_of = site->as_of,
                                   .language = site->language,
                                   .moment = &site->moment,
                                   .plan = plan->unit,
                                   .within = -1};
}
