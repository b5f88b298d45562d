/* rules_ask.c: every rule asked of every subject that it is for. */
#include "rules_parts.h"

#include <string.h>

enum { BLOCK_ENTITIES = 4096, MOST_RUNNERS = 32 };

/* ---- one subject ----------------------------------------------------------------------------------------------- */

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

struct run {
    struct rules *rules;
    const struct moment *moment;
    uint32_t runners;
};

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

void rules_ask(struct rules *rules, const struct moment *moment)
{
    const struct parallel *parallel = rules->model->parallel;
    struct run run = {rules, moment, MOST_RUNNERS};
    make_blocks(rules);
    if (rules->block_count < run.runners)
        run.runners = rules->block_count;
    parallel->each(parallel, run.runners, run_blocks, &run);
}
