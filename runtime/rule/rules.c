#include "rules.h"

#include "computed.h"
#include "rule.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_ENTITIES = 4096, MOST_RUNNERS = 32, MOST_WORDS = 4 };

/* How a rule went in one plan. */
struct tally {
    uint32_t judged, undecided;
    uint16_t words[MOST_WORDS]; /* the lines whose absence made it so */
    uint32_t word_counts[MOST_WORDS];
};

/* A stretch of a plan's declarations, asked by one thread. */
struct block {
    uint32_t unit, first, count;
    uint32_t *entities; /* sorted by kind: those of a kind are starts[kind] … starts[kind + 1] */
    uint32_t starts[KIND_COUNT + 1];
    struct diag_list findings;
    struct arena arena;
    struct tally *tallies; /* by rule */
};

struct rules {
    struct model *model;
    struct arena arena; /* of programs and texts */
    struct ground ground;
    struct computations computations;
    struct rule *data;
    uint32_t count, capacity;
    bool grounded, asks_class;
    enum language language; /* of the findings */
    uint8_t **holds;        /* by unit, then rule: whether it holds there */
    struct block *blocks;
    uint32_t block_count, block_capacity;
};

/* ---- opening ------------------------------------------------------------------------------------------------- */

/* The declarations of a file of one of some kinds, in their order: calls body with each until it says that it has seen enough. */
static bool visit_file(const struct model *model, const struct file *file, uint32_t kinds,
                       bool (*body)(void *context, uint32_t entity), void *context)
{
    for (uint32_t i = 0; (file->kinds & kinds) && i < file->entity_count; i++)
        if (KIND_IN(model->entities[file->first_entity + i].kind, kinds) && body(context, file->first_entity + i))
            return true;
    return false;
}

static bool is_rule_or_computed(void *context, uint32_t entity)
{
    const struct model *model = context;
    return model->entities[entity].kind == KIND_RULE || model_property(model, entity, PROPERTY_COMPUTE).node;
}

static bool has_anything(struct model *model)
{
    for (uint32_t f = 0; f < model->file_count; f++)
        if (visit_file(model, &model->files[f], OF(RULE) | OF(INDICATOR) | OF(TARGET), is_rule_or_computed, model))
            return true;
    return false;
}

/* The libraries that a unit uses, and those that these use. */
static void mark_uses(const struct model *model, uint32_t unit, uint8_t *used, uint32_t *pending)
{
    uint32_t count = 0;
    memset(used, 0, model->unit_count);
    pending[count++] = unit;
    while (count) {
        const struct unit *at = &model->units[pending[--count]];
        for (uint32_t i = 0; i < at->use_count; i++)
            if (!used[at->uses[i]]) {
                used[at->uses[i]] = 1;
                pending[count++] = at->uses[i];
            }
    }
}

/* A standard rule that could not be compiled would go unasked in silence: nobody sees the findings of its library. It is told
 * once, by the first plan that brings it in. */
static void report_broken(struct rules *rules, struct rule *rule, uint32_t number)
{
    struct unit *unit = &rules->model->units[number];
    if (rule->kinds || rule->reported || !rules->model->units[rule->unit].builtin)
        return;
    struct diagnostic *diagnostic = diag_add(&unit->diagnostics, DIAG_BROKEN_RULE,
                                             model_span(rules->model, unit->header));
    diagnostic->arguments[0] = diag_phrase(rule->titles);
    diagnostic->arguments[1] = diag_string(rule->name.code);
    diagnostic->declaration = unit->header;
    rule->reported = true;
}

/* A plan's rules hold for it, a library's for those that use it, and the workspace's for all. */
static void find_where_rules_hold(struct rules *rules)
{
    const struct model *model = rules->model;
    uint8_t *used = arena_alloc(&rules->arena, model->unit_count);
    uint32_t *pending = arena_alloc(&rules->arena, (model->unit_count + 1) * sizeof *pending);
    rules->holds = arena_alloc(&rules->arena, model->unit_count * sizeof *rules->holds);
    for (uint32_t u = 1; u < model->unit_count; u++) {
        const struct unit *unit = &model->units[u];
        if (unit->builtin || unit->external || !unit->header)
            continue;
        rules->holds[u] = arena_alloc(&rules->arena, rules->count + 1);
        mark_uses(model, u, used, pending);
        for (uint32_t r = 0; r < rules->count; r++) {
            struct rule *rule = &rules->data[r];
            bool holds = rule->unit == u || used[rule->unit] || !model->units[rule->unit].header;
            int severity = settings_of_rule(&unit->settings, rule->entity);
            bool off = (severity < 0 ? (int)rule->severity : severity) == SEVERITY_OFF;
            rules->holds[u][r] = holds && rule->kinds && !off;
            if (holds && !off)
                report_broken(rules, rule, u);
        }
    }
}

struct opening {
    struct rules *rules;
    struct compiler compiler;
};

static bool compile_rule(void *context, uint32_t entity)
{
    struct opening *opening = context;
    struct rules *rules = opening->rules;
    struct rule rule;
    rule_compile(&opening->compiler, entity, &rule);
    ARRAY_PUSH(rules, data, count, capacity, rule);
    return false;
}

static int by_path(const void *a, const void *b)
{
    return strcmp((*(const struct file *const *)a)->source.path, (*(const struct file *const *)b)->source.path);
}

/* In the order of files and lines, which is theirs among the findings of one place. The standard libraries come last, in the order
 * of their paths: which was brought in first tells of the other plans. */
static void compile_rules(struct opening *opening)
{
    struct rules *rules = opening->rules;
    const struct model *model = rules->model;
    const struct file **libraries = arena_alloc(&rules->arena, (model->file_count + 1) * sizeof *libraries);
    uint32_t count = 0;
    for (uint32_t f = 0; f < model->file_count; f++)
        if (model->files[f].builtin)
            libraries[count++] = &model->files[f];
        else
            visit_file(model, &model->files[f], OF(RULE), compile_rule, opening);
    if (count > 1)
        qsort(libraries, count, sizeof *libraries, by_path);
    for (uint32_t i = 0; i < count; i++)
        visit_file(model, libraries[i], OF(RULE), compile_rule, opening);
}

/* The relations are sorted, and the programs compiled: neither looks at the other. */
static void open_part(void *context, uint32_t number)
{
    struct opening *opening = context;
    struct rules *rules = opening->rules;
    if (number) {
        ground_init(&rules->ground, rules->model);
        return;
    }
    computations_open(&rules->computations, &opening->compiler);
    compile_rules(opening);
    find_where_rules_hold(rules);
}

struct rules *rules_open(struct model *model, enum language language)
{
    struct arena arena = {0};
    struct rules *rules = arena_alloc(&arena, sizeof *rules);
    rules->model = model;
    rules->language = language;
    rules->arena = arena;
    if (!has_anything(model))
        return rules;
    struct opening opening = {rules, {.model = model, .language = language, .arena = &rules->arena}};
    rules->computations.ground = &rules->ground;
    rules->grounded = true;
    model->parallel->each(model->parallel, 2, open_part, &opening);
    rules->asks_class = opening.compiler.asks_class;
    if (opening.compiler.asks_actors)
        ground_find_roles(&rules->ground);
    compiler_free(&opening.compiler);
    return rules;
}

void rules_free(struct rules *rules)
{
    if (!rules)
        return;
    for (uint32_t b = 0; b < rules->block_count; b++) {
        array_free(rules->blocks[b].findings.data);
        arena_free(&rules->blocks[b].arena);
    }
    array_free(rules->blocks);
    array_free(rules->data);
    computations_free(&rules->computations);
    if (rules->grounded)
        ground_free(&rules->ground);
    struct arena arena = rules->arena; /* which holds the struct itself */
    arena_free(&arena);
}

/* ---- one subject ----------------------------------------------------------------------------------------------- */

struct run {
    struct rules *rules;
    const struct moment *moment;
    uint32_t runners;
};

static enum truth both(enum truth a, enum truth b)
{
    return a == FALSE_ || b == FALSE_ ? FALSE_ : a == TRUE_ && b == TRUE_ ? TRUE_ : UNKNOWN_;
}

/* All of several conditions; the first that fails decides. `missing` is set to what made one of them unknown. */
static enum truth ask_all(struct runner *runner, const struct programs *programs, struct item subject,
                          struct item *missing)
{
    enum truth all = TRUE_;
    for (uint32_t i = 0; i < programs->count && all != FALSE_; i++) {
        enum truth one = runner_ask(runner, &programs->data[i], subject).truth;
        if (one == UNKNOWN_ && !missing->word)
            *missing = runner->missing;
        all = both(all, one);
    }
    return all;
}

static void note_undecided(struct tally *tally, unsigned word)
{
    tally->undecided++;
    for (int i = 0; i < MOST_WORDS && word; i++) {
        if (tally->word_counts[i] && tally->words[i] != word)
            continue;
        tally->words[i] = (uint16_t)word;
        tally->word_counts[i]++;
        return;
    }
}

static struct span span_of(struct runner *runner, struct item subject)
{
    const struct model *model = runner->ground->model;
    struct stated line = {0};
    if (subject.kind == ITEM_STAGE)
        line = runner_stage_line(runner, subject);
    if (!line.node)
        return model_span(model, subject.entity);
    const struct node *node = &model->files[line.file].tree.nodes[line.node];
    return (struct span){line.file, node->start, node->end};
}

/* A text in the reader's language stands for all three. */
static struct diag_argument in_one_language(struct block *block, const char *text)
{
    const char **texts = arena_alloc(&block->arena, LANGUAGE_COUNT * sizeof *texts);
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        texts[language] = text;
    return diag_phrase(texts);
}

/* What the rule says; without a message of its own, its title and the subject's. */
static const char *say_message(struct runner *runner, struct block *block, const struct rule *rule, struct item subject)
{
    enum language language = runner->language;
    const struct message *message = &rule->message[language];
    if (message->count)
        return rule_message(runner, &block->arena, message, subject, language);
    return arena_format(&block->arena, language == LANGUAGE_EN ? "%s: “%s”." : "%s: «%s».", rule->titles[language],
                        model_title(runner->ground->model, &block->arena, subject.entity, language));
}

static const char *say_help(struct runner *runner, struct block *block, const struct rule *rule, struct item subject)
{
    enum language language = runner->language;
    if (rule->told.type == ARGUMENT_PHRASE) /* the same for every subject */
        return rule->told.as.phrase[language];
    const char *help = rule_message(runner, &block->arena, &rule->help[language], subject, language);
    if (rule->see.type == ARGUMENT_NONE)
        return help;
    return arena_format(&block->arena, "%s%s%s", help, *help ? " " : "", rule->see.as.phrase[language]);
}

static void report(struct runner *runner, struct block *block, const struct rule *rule, struct item subject)
{
    struct span span = span_of(runner, subject);
    struct diag_argument message = in_one_language(block, say_message(runner, block, rule, subject)),
                         help = in_one_language(block, say_help(runner, block, rule, subject));
    struct diagnostic *diagnostic = diag_add(&block->findings, DIAG_RULE, span);
    diagnostic->severity = (uint8_t)rule->severity;
    diagnostic->arguments[0] = message;
    diagnostic->arguments[1] = help;
    diagnostic->declaration = subject.entity;
    diagnostic->rule = &rule->name;
}

static void judge(struct runner *runner, struct block *block, const struct rule *rule, struct tally *tally,
                  struct item subject)
{
    struct item missing = {0};
    enum truth meant = ask_all(runner, &rule->where, subject, &missing);
    if (meant == FALSE_)
        return;
    enum truth met = ask_all(runner, &rule->require, subject, &missing);
    if (runner->exhausted)
        return;
    tally->judged++;
    if (met == FALSE_ && meant == TRUE_)
        report(runner, block, rule, subject);
    else if (met != TRUE_)
        note_undecided(tally, missing.word);
}

/* ---- one plan ----------------------------------------------------------------------------------------------------- */

static void judge_stages(struct runner *runner, struct block *block, const struct rule *rule, struct tally *tally,
                         uint32_t target)
{
    struct path_step stages = {.kind = STEP_STAGES};
    runner->items.count = 0;
    step_take(runner, &stages, &(struct item){.kind = ITEM_ENTITY, .certain = true, .entity = target});
    uint32_t count = runner->items.count;
    for (uint32_t i = 0; i < count && !runner->exhausted; i++)
        judge(runner, block, rule, tally,
              (struct item){.kind = ITEM_STAGE, .certain = true, .entity = target, .part = i});
}

static void judge_entity(struct runner *runner, struct block *block, const struct rule *rule, struct tally *tally,
                         uint32_t entity)
{
    const struct model *model = runner->ground->model;
    enum kind kind = (enum kind)model->entities[entity].kind;
    if ((kind == KIND_PLAN || kind == KIND_LIBRARY) && model->units[block->unit].header != entity)
        return; /* a plan is told once, by its header */
    if (KIND_IN(kind, rule->kinds & ANY_KIND))
        judge(runner, block, rule, tally, item_entity(entity, true));
    if (kind == KIND_TARGET && (rule->kinds & KINDS_STAGE))
        judge_stages(runner, block, rule, tally, entity);
}

static bool is_stopped(const struct rule *rule)
{
    return rule->steps.taken > rule->steps.limit;
}

/* All subjects of one rule in a block. Its runners share its steps, so the whole rule is stopped, wherever they ran out. */
static void run_rule(struct runner *runner, struct block *block, struct rule *rule, struct tally *tally)
{
    uint32_t kinds = (rule->kinds & ANY_KIND) | (rule->kinds & KINDS_STAGE ? OF(TARGET) : 0);
    runner_share(runner, &rule->steps);
    for (int kind = 1; kind < KIND_COUNT; kind++)
        for (uint32_t i = block->starts[kind]; KIND_IN(kind, kinds) && i < block->starts[kind + 1]; i++)
            if (!runner->exhausted)
                judge_entity(runner, block, rule, tally, block->entities[i]);
    runner_settle(runner);
}

/* Most rules are for one kind of many. */
static void sort_by_kind(struct block *block, const struct model *model)
{
    uint32_t places[KIND_COUNT + 1] = {0};
    for (uint32_t e = block->first; e < block->first + block->count; e++)
        places[model->entities[e].kind + 1]++;
    for (int kind = 1; kind <= KIND_COUNT; kind++)
        places[kind] += places[kind - 1];
    memcpy(block->starts, places, sizeof places);
    block->entities = arena_alloc(&block->arena, block->count * sizeof *block->entities);
    for (uint32_t e = block->first; e < block->first + block->count; e++)
        block->entities[places[model->entities[e].kind]++] = e;
}

static void run_blocks(void *context, uint32_t number)
{
    const struct run *run = context;
    struct rules *rules = run->rules;
    struct runner runner;
    runner_init(&runner, &rules->ground, run->moment, 0);
    runner.language = rules->language;
    for (uint32_t b = number; b < rules->block_count; b += run->runners) {
        struct block *block = &rules->blocks[b];
        sort_by_kind(block, rules->model);
        block->findings.arena = &block->arena;
        block->tallies = arena_alloc(&block->arena, rules->count * sizeof *block->tallies + 1);
        for (uint32_t r = 0; r < rules->count; r++)
            if (rules->holds[block->unit][r])
                run_rule(&runner, block, &rules->data[r], &block->tallies[r]);
    }
    runner_free(&runner);
}

static void make_blocks(struct rules *rules)
{
    const struct model *model = rules->model;
    for (uint32_t u = 1; u < model->unit_count; u++)
        for (uint32_t f = 0; rules->holds[u] && f < model->units[u].file_count; f++) {
            const struct file *file = &model->files[model->units[u].files[f]];
            for (uint32_t done = 0; done < file->entity_count; done += BLOCK_ENTITIES) {
                uint32_t left = file->entity_count - done;
                struct block block = {.unit = u, .first = file->first_entity + done};
                block.count = left < BLOCK_ENTITIES ? left : BLOCK_ENTITIES;
                ARRAY_PUSH(rules, blocks, block_count, block_capacity, block);
            }
        }
}

/* ---- what came of it ------------------------------------------------------------------------------------------------- */

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

static void gather(struct rules *rules)
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
            if (!is_stopped(rule))
                ARRAY_PUSH(&unit->diagnostics, data, count, capacity, *finding);
        }
        for (uint32_t r = 0; r < rules->count; r++)
            add_tally(&sums[r], &block->tallies[r]);
        if (b + 1 < rules->block_count && rules->blocks[b + 1].unit == block->unit)
            continue;
        for (uint32_t r = 0; r < rules->count; r++)
            if (sums[r].undecided && !is_stopped(&rules->data[r]))
                report_undecided(rules, block->unit, &rules->data[r], &sums[r]);
        memset(sums, 0, rules->count * sizeof *sums);
    }
    for (uint32_t r = 0; r < rules->count; r++)
        if (is_stopped(&rules->data[r]))
            report_stopped(rules, &rules->data[r]);
}

void rules_run(struct rules *rules, day_number day)
{
    struct model *model = rules->model;
    struct moment moment;
    struct run run = {rules, &moment, MOST_RUNNERS};
    if (!rules->count)
        return;
    for (uint32_t r = 0; r < rules->count; r++)
        rules->data[r].steps = (struct allowance){0, RUN_BUDGET(model->entity_count)};
    moment_init(&moment, model, day);
    if (rules->asks_class)
        moment_find_begun(&moment);
    make_blocks(rules);
    if (rules->block_count < run.runners)
        run.runners = rules->block_count;
    model->parallel->each(model->parallel, run.runners, run_blocks, &run);
    gather(rules);
    moment_free(&moment);
}

/* ---- for the curious --------------------------------------------------------------------------------------------- */

void rules_show(const struct rules *rules,
                void (*visit)(void *context, uint32_t entity, enum word part, const struct program *program),
                void *context)
{
    for (uint32_t i = 0; i < rules->computations.count; i++)
        visit(context, rules->computations.data[i].entity, WORD_COMPUTE, &rules->computations.data[i].program);
    for (uint32_t r = 0; r < rules->count; r++) {
        const struct rule *rule = &rules->data[r];
        for (uint32_t i = 0; i < rule->where.count; i++)
            visit(context, rule->entity, WORD_WHERE, &rule->where.data[i]);
        for (uint32_t i = 0; i < rule->require.count; i++)
            visit(context, rule->entity, WORD_REQUIRE, &rule->require.data[i]);
    }
}

uint32_t rules_kinds(const struct rules *rules)
{
    uint32_t kinds = 0;
    for (uint32_t r = 0; r < rules->count; r++)
        kinds |= rules->data[r].kinds & ANY_KIND;
    return kinds;
}

int64_t rules_most_steps(const struct rules *rules)
{
    int64_t most = 0;
    for (uint32_t r = 0; r < rules->count; r++)
        most = rules->data[r].steps.taken > most ? rules->data[r].steps.taken : most;
    return most;
}

void rules_show_work(const struct rules *rules, void (*visit)(void *context, const char *code, double share),
                     void *context)
{
    int64_t all = 1;
    for (uint32_t r = 0; r < rules->count; r++)
        all += rules->data[r].steps.taken;
    for (uint32_t r = 0; r < rules->count; r++)
        visit(context, rules->data[r].name.code, (double)rules->data[r].steps.taken / (double)all);
}
