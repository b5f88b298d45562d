/* rules_tell.c: what came of asking the rules. */
#include "rules_parts.h"

#include <stddef.h>
#include <string.h>

/* ---- what could not be decided -------------------------------------------------------------------------------------- */

static void add_tally(struct tally *sum, const struct tally *part)
{
    sum->judged += part->judged;
    sum->undecided += part->undecided;
    for (int i = 0; i < MOST_WORDS; i++)
        for (int k = 0; k < MOST_WORDS && part->word_counts[i]; k++)
            if (!sum->word_counts[k] || sum->words[k] == part->words[i]) {
                sum->words[k] = part->words[i];
                sum->word_counts[k] += part->word_counts[i];
                break;
            }
}

/* `12 av 28 tiltak` */
static struct diag_argument how_many(struct arena *arena, const struct rule *rule, const struct tally *tally)
{
    static const char *const plan[] = {"planen", "planen", "the plan"};
    static const char *const others[] = {"som den gjelder", "som han gjeld", "that it is for"}, *const stages[] = {
                                                                                                    "trinn", "trinn",
                                                                                                    "stages"};
    const char **texts = arena_alloc(arena, LANGUAGE_COUNT * sizeof *texts);
    if (rule->kinds == OF(PLAN))
        return diag_phrase(plan);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const char *of = rule->kinds == KINDS_STAGE ? stages[language] : others[language];
        for (int term = 1; term < TERM_COUNT; term++) {
            const struct keyword *keyword = keyword_of_term((enum term)term);
            if (keyword->class == CLASS_PLURAL && rule->kinds == compile_kinds((enum kind)keyword->mask))
                of = keyword->forms[language];
        }
        texts[language] = arena_format(arena, language == LANGUAGE_EN ? "%u of %u %s" : "%u av %u %s",
                                       (unsigned)tally->undecided, (unsigned)tally->judged, of);
    }
    return diag_phrase(texts);
}

_Static_assert((int)DERIVED_ROLES > (int)WORD_COUNT, "words and derived names can be told apart by their number");

/* `: mangler virkemiddel`, the most frequent first. */
static struct diag_argument what_is_missing(struct arena *arena, const struct tally *tally)
{
    static const char *const lacks[] = {": det mangler ", ": det manglar ", ": what is missing is "};
    const char **texts = arena_alloc(arena, LANGUAGE_COUNT * sizeof *texts);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        bool said[MOST_WORDS] = {false};
        texts[language] = "";
        for (int n = 0; n < 2; n++) {
            int most = -1;
            for (int i = 0; i < MOST_WORDS; i++)
                if (!said[i] && tally->word_counts[i] && (most < 0 || tally->word_counts[i] > tally->word_counts[most]))
                    most = i;
            if (most < 0)
                break;
            said[most] = true;
            uint16_t word = tally->words[most];
            const struct keyword *keyword = word < WORD_COUNT ? keyword_of_word((enum word)word)
                                                              : keyword_of_term((enum term)word);
            texts[language] = arena_format(arena, "%s%s`%s`", texts[language], n ? ", " : lacks[language],
                                           keyword->forms[language]);
        }
    }
    return diag_phrase(texts);
}

static void report_undecided(struct rules *rules, uint32_t number, const struct rule *rule, const struct tally *tally)
{
    struct unit *unit = &rules->model->units[number];
    struct diagnostic *diagnostic = diag_add(&unit->diagnostics, DIAG_RULE_UNDECIDED,
                                             model_span(rules->model, unit->header));
    diagnostic->arguments[0] = diag_phrase(rule->titles);
    diagnostic->arguments[1] = how_many(&unit->arena, rule, tally);
    diagnostic->arguments[2] = what_is_missing(&unit->arena, tally);
    diagnostic->declaration = unit->header;
}

/* A rule that took too much is told where it stands, or, of a library that is not shown, where a plan uses it. */
static void report_stopped(struct rules *rules, const struct rule *rule)
{
    struct model *model = rules->model;
    uint32_t declaration = rule->entity;
    for (uint32_t u = 1; u < model->unit_count && model->units[rule->unit].builtin && declaration == rule->entity; u++)
        if (rules->holds[u] && rules->holds[u][rule - rules->data])
            declaration = model->units[u].header;
    struct unit *unit = &model->units[model->entities[declaration].unit];
    struct diagnostic *diagnostic = diag_add(&unit->diagnostics, DIAG_RULE_STOPPED, model_span(model, declaration));
    diagnostic->arguments[0] = diag_phrase(rule->titles);
    diagnostic->declaration = declaration;
}

/* ---- the units' findings --------------------------------------------------------------------------------------------- */

void rules_tell(struct rules *rules)
{
    struct model *model = rules->model;
    struct tally *sums = arena_alloc(&rules->arena, rules->count * sizeof *sums + 1);
    for (uint32_t b = 0; b < rules->block_count; b++) {
        struct block *block = &rules->blocks[b];
        struct unit *unit = &model->units[block->unit];
        for (uint32_t i = 0; i < block->findings.count; i++) {
            const struct diagnostic *finding = &block->findings.data[i];
            const struct rule *rule = (const struct rule *)(const void *)((const char *)finding->rule -
                                                                          offsetof(struct rule, name));
            if (!rule_is_stopped(rule))
                ARRAY_PUSH(&unit->diagnostics, data, count, capacity, *finding);
        }
        for (uint32_t r = 0; r < rules->count; r++)
            add_tally(&sums[r], &block->tallies[r]);
        if (b + 1 < rules->block_count && rules->blocks[b + 1].unit == block->unit)
            continue;
        for (uint32_t r = 0; r < rules->count; r++)
            if (sums[r].undecided && !rule_is_stopped(&rules->data[r]))
                report_undecided(rules, block->unit, &rules->data[r], &sums[r]);
        memset(sums, 0, rules->count * sizeof *sums);
    }
    for (uint32_t r = 0; r < rules->count; r++)
        if (rule_is_stopped(&rules->data[r]))
            report_stopped(rules, &rules->data[r]);
}
