/* settings.c: `oppsett`, and what the command line lays over it. */
#include "link.h"

#include <string.h>

static enum severity severity_of(enum term term)
{
    switch (term) {
    case VALUE_ERROR: return SEVERITY_ERROR;
    case VALUE_WARNING: return SEVERITY_WARNING;
    case VALUE_NOTE: return SEVERITY_NOTE;
    default: return SEVERITY_OFF;
    }
}

static enum language language_of(enum term term)
{
    return term == VALUE_NYNORSK ? LANGUAGE_NN : term == VALUE_ENGLISH ? LANGUAGE_EN : LANGUAGE_NB;
}

/* A rule of a file without a header is the workspace's: `workspace/rule`. */
static uint32_t find_workspace_rule(struct model *model, const char *text, uint32_t length)
{
    static const char prefix[] = "workspace/";
    uint32_t size = sizeof prefix - 1, found, other;
    if (length <= size || memcmp(text, prefix, size) != 0)
        return 0;
    for (uint32_t u = 1; u < model->unit_count; u++)
        if (!model->units[u].header &&
            model_resolve(model, u, text + size, length - size, OF(RULE), &found, &other) == RESOLVED)
            return found;
    return 0;
}

uint32_t model_find_rule(struct model *model, uint32_t unit, const char *text, uint32_t length)
{
    uint32_t found = find_workspace_rule(model, text, length), other;
    if (found)
        return found;
    if (unit && model_resolve(model, unit, text, length, OF(RULE), &found, &other) == RESOLVED)
        return model_canonical(model, found);
    for (uint32_t u = 1; u < model->unit_count; u++)
        if (model_resolve(model, u, text, length, OF(RULE), &found, &other) == RESOLVED)
            return model_canonical(model, found);
    return 0;
}

int settings_of_rule(const struct settings *settings, uint32_t rule)
{
    for (const struct rule_setting *at = settings->rules; at; at = at->next)
        if (at->rule == rule)
            return at->severity;
    return -1;
}

/* A rule that is neither a code nor a name of a built-in check, nor of a rule declared anywhere. */
static void report_rule_name(struct model *model, struct unit *unit, uint32_t file, const struct value *name)
{
    uint32_t length;
    const char *text = model_text(model, file, name, &length);
    struct diagnostic *diagnostic = diag_add(&unit->diagnostics, DIAG_UNKNOWN_RULE,
                                             (struct span){file, name->start, name->end});
    static const char *const list[] = {"`traad explain --all` viser alle kodene.",
                                       "`traad explain --all` viser alle kodane.",
                                       "`traad explain --all` lists all codes."};
    diagnostic->arguments[0] = diag_text(text, length);
    diagnostic->arguments[1] = diag_phrase(list);
}

static void read_rule_setting(struct model *model, struct unit *unit, struct settings *settings, struct stated stated)
{
    uint32_t count, length;
    const struct value *values = model_values(model, stated, &count);
    if (count < 2)
        return;
    const char *text = model_text(model, stated.file, &values[0], &length);
    enum diag_code code = diag_find(text, length);
    if (code) {
        settings->severity[code] = (int8_t)severity_of((enum term)values[1].symbol);
        return;
    }
    struct rule_setting *setting = arena_alloc(&model->arena, sizeof *setting);
    *setting = (struct rule_setting){settings->rules, text, length,
                                     model_find_rule(model, model->files[stated.file].unit, text, length),
                                     (uint8_t)severity_of((enum term)values[1].symbol)};
    if (setting->rule)
        settings->rules = setting;
    else
        report_rule_name(model, unit, stated.file, &values[0]);
}

/* Lays one `oppsett` over `settings`. */
static void read_settings(struct model *model, struct unit *unit, struct settings *settings, uint32_t entity)
{
    struct stated stated = model_property(model, entity, PROPERTY_MOST_SHARE);
    const struct value *value = model_value(model, stated, TAG_NONE);
    if (value && value->type == VALUE_NUMBER)
        settings->most_share = value->number;
    value = model_value(model, model_property(model, entity, PROPERTY_SOON), TAG_NONE);
    if (value && value->type == VALUE_NUMBER && value->number >= 0 && value->number < 100000)
        settings->soon_days = (int)value->number;
    for (stated = model_property(model, entity, PROPERTY_RULE_SETTING); stated.node;
         stated = model_next_property(model, stated))
        read_rule_setting(model, unit, settings, stated);
    value = model_value(model, model_property(model, entity, PROPERTY_LANGUAGE), TAG_NONE);
    if (value && value->type == VALUE_TERM) {
        unit->language = language_of((enum term)value->symbol);
        unit->language_stated = true;
    }
}

static void lay_over(struct model *model, struct settings *below, const struct settings *above)
{
    struct rule_setting *rest = below->rules, **end = &below->rules;
    for (const struct rule_setting *at = above->rules; at; at = at->next) { /* in their order, before those below */
        struct rule_setting *copy = arena_alloc(&model->arena, sizeof *copy);
        *copy = *at;
        *end = copy;
        end = &copy->next;
    }
    *end = rest;
    if (above->most_share >= 0)
        below->most_share = above->most_share;
    if (above->soon_days >= 0)
        below->soon_days = above->soon_days;
    for (int code = 0; code < DIAG_COUNT; code++)
        if (above->severity[code] >= 0)
            below->severity[code] = above->severity[code];
}

/* The `oppsett` of every file of a unit, laid over `settings`. */
static void read_unit_settings(struct model *model, struct unit *unit, struct settings *settings)
{
    for (uint32_t f = 0; f < unit->file_count; f++) {
        const struct file *file = &model->files[unit->files[f]];
        uint32_t count = KIND_IN(KIND_SETTINGS, file->kinds) ? file->entity_count : 0;
        for (uint32_t e = file->first_entity; e < file->first_entity + count; e++)
            if (model->entities[e].kind == KIND_SETTINGS)
                read_settings(model, unit, settings, e);
    }
}

/* The rules that the command line names; their names were given before there was anything to look them up in. */
static void find_command_line_rules(struct model *model)
{
    for (struct rule_setting *at = model->command_line.rules; at; at = at->next)
        at->rule = model_find_rule(model, 0, at->name, at->length);
}

void link_settings(struct model *model)
{
    find_command_line_rules(model);
    struct settings workspace = model->settings;
    const struct settings unset = model->settings;
    bool stated = false;
    enum language language = LANGUAGE_NB;
    for (uint32_t u = 1; u < model->unit_count; u++)
        if (model->units[u].kind == KIND_NONE && !model->units[u].header) {
            read_unit_settings(model, &model->units[u], &workspace);
            stated |= model->units[u].language_stated;
            if (model->units[u].language_stated)
                language = model->units[u].language;
        }
    for (uint32_t u = 1; u < model->unit_count; u++) {
        struct unit *unit = &model->units[u];
        unit->settings = unset;
        for (uint32_t i = 0; i < unit->use_count; i++) /* the library is the lowest layer */
            read_unit_settings(model, &model->units[unit->uses[i]], &unit->settings);
        lay_over(model, &unit->settings, &workspace);
        if (!unit->language_stated && stated) {
            unit->language = language;
            unit->language_stated = true;
        }
        if (unit->kind)
            read_unit_settings(model, unit, &unit->settings);
        const struct value *value = unit->header
                                        ? model_value(model, model_property(model, unit->header, PROPERTY_LANGUAGE),
                                                      TAG_NONE)
                                        : NULL;
        if (value && value->type == VALUE_TERM) {
            unit->language = language_of((enum term)value->symbol);
            unit->language_stated = true;
        }
        lay_over(model, &unit->settings, &model->command_line);
        if (unit->settings.most_share < 0)
            unit->settings.most_share = 50;
        if (unit->settings.soon_days < 0)
            unit->settings.soon_days = 90;
    }
}
