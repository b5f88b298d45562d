/* run_loop.c: quantifiers: how many, what share, all, some, the sum of; with what may be or not be counted apart. */
#include "machine.h"

#include <math.h>

void loop_enter(struct runner *runner, struct loop *loop)
{
    runner->subject = runner->items.data[loop->first + loop->at];
    loop->where = loop->has = TRUE_;
}

/* Moves to the next that is there; what is not there is nothing to count, what is undecided may be one. */
bool loop_find(struct runner *runner, struct loop *loop)
{
    for (; loop->at < loop->count; loop->at++) {
        const struct item *item = &runner->items.data[loop->first + loop->at];
        if (item_is_there(item))
            return true;
        if (item->kind == ITEM_UNDECIDED) {
            machine_note_missing(runner, item);
            loop->undecided++;
        }
    }
    return false;
}

/* Numbers of a truth's share: how many surely are in, and how many may be. See the header for the result. */
void loop_tally(struct runner *runner, struct loop *loop, unsigned quantifier)
{
    enum truth certain = runner->subject.certain ? TRUE_ : UNKNOWN_, in = truth_both(certain, loop->where);
    enum truth counted = truth_both(in, loop->has);
    switch (quantifier) {
    case EXPR_SUM:
    case EXPR_LOWEST:
    case EXPR_HIGHEST: break; /* op_take has */
    case EXPR_SHARE:
        if (in == TRUE_) {
            loop->meant++;
            loop->met += loop->has == TRUE_;
            loop->maybe += loop->has == UNKNOWN_;
        } else if (in == UNKNOWN_) {
            loop->doubtful++;
            loop->maybe_without += loop->has != TRUE_;
            loop->maybe_with += loop->has != FALSE_;
        }
        break;
    case EXPR_EVERY: /* what breaks it is what is in and has not */
        counted = truth_both(in, truth_opposite(loop->has));
        loop->any |= counted == TRUE_;
        loop->broken |= counted == UNKNOWN_;
        break;
    default:
        loop->low += counted == TRUE_;
        loop->high += counted != FALSE_;
        break;
    }
}

static struct result share(const struct loop *loop)
{
    struct result result = {.kind = RESULT_NUMBER, .unit = UNIT_PERCENT};
    double least_of = loop->meant + loop->maybe_without + loop->undecided,
           most_of = loop->meant + loop->maybe_with + loop->undecided;
    result.met = loop->met;
    result.out_of = loop->meant + loop->doubtful + loop->undecided;
    result.unknown = loop->maybe + loop->doubtful + loop->undecided;
    result.missing = loop->meant <= 0 && (least_of <= 0 || most_of <= 0);
    if (result.missing)
        return result;
    result.low = 100 * loop->met / least_of;
    result.high = 100 * (loop->met + loop->maybe + loop->maybe_with + loop->undecided) / most_of;
    return result;
}

static struct result count_result(const struct loop *loop)
{
    return (struct result){.kind = RESULT_NUMBER,
                           .low = loop->low,
                           .high = loop->high + loop->undecided,
                           .met = loop->low,
                           .unknown = loop->high + loop->undecided - loop->low};
}

static enum truth at_least(const struct loop *loop, double number)
{
    return loop->low >= number ? TRUE_ : loop->high + loop->undecided >= number ? UNKNOWN_ : FALSE_;
}

static struct result loop_result(const struct loop *loop, const struct instruction *at, double number)
{
    struct result truth = {.kind = RESULT_TRUTH};
    struct result value = {.kind = RESULT_NUMBER, .unit = at->unit, .low = loop->low, .high = loop->high};
    switch (at->word) {
    case EXPR_COUNT: return count_result(loop);
    case EXPR_SHARE: return share(loop);
    case EXPR_SUM: value.unknown = loop->maybe; return value;
    case EXPR_HIGHEST: value.low = -loop->high; value.high = -loop->low; /* fall through */
    case EXPR_LOWEST:
        value.dated = at->count;
        value.missing = !loop->any;
        value.unknown = loop->maybe;
        return value;
    case EXPR_EVERY:
        truth.truth = loop->any ? FALSE_ : loop->broken || loop->undecided > 0 ? UNKNOWN_ : TRUE_;
        return truth;
    case EXPR_SOME: truth.truth = at_least(loop, 1); return truth;
    case EXPR_NO: truth.truth = truth_opposite(at_least(loop, 1)); return truth;
    case EXPR_AT_LEAST: truth.truth = at_least(loop, number); return truth;
    default: truth.truth = truth_opposite(at_least(loop, number + 1)); return truth; /* høyst */
    }
}

/* The loop is done: its list goes, its result stands in its place. */
void loop_leave(struct runner *runner, const struct instruction *next, double number)
{
    struct loop *loop = &runner->loops[--runner->depth];
    struct result result = loop_result(loop, next, number);
    runner->subject = loop->subject;
    runner->items.count = loop->first;
    *machine_push(runner) = result;
}

/* A sum or a greatest takes what its members surely have, and stretches to what they may have. */
void loop_take(struct runner *runner, struct loop *loop, unsigned quantifier)
{
    const struct result *list = machine_top(runner);
    bool dated = false;
    enum truth in = truth_both(runner->subject.certain ? TRUE_ : UNKNOWN_, truth_both(loop->where, loop->has));
    for (uint32_t i = 0; i < list->count; i++)
        dated |= runner->items.data[list->first + i].kind == ITEM_DATE;
    for (uint32_t i = 0; i < list->count && in != FALSE_; i++) {
        struct ends ends = list_ends(runner, list, i, dated);
        enum truth state = truth_both(in, ends.state);
        bool open = ends.state == UNKNOWN_; /* it may be anything */
        loop->maybe += state == UNKNOWN_;
        if (state == FALSE_)
            continue;
        if (quantifier == EXPR_SUM) {
            loop->low += state == TRUE_ ? ends.low : ends.low < 0 ? ends.low : 0;
            loop->high += open ? INFINITY : state == TRUE_ || ends.high > 0 ? ends.high : 0;
            continue;
        }
        bool lowest = quantifier == EXPR_LOWEST; /* the greatest is the least, turned round */
        double low = open ? -INFINITY : lowest ? ends.low : -ends.high, high = lowest ? ends.high : -ends.low;
        loop->any = true;
        loop->low = low < loop->low ? low : loop->low;
        if (state == TRUE_ && high < loop->high)
            loop->high = high;
    }
    machine_pop(runner);
}

void loop_begin(struct runner *runner, const struct instruction *at)
{
    struct result list = runner->stack[--runner->height];
    struct loop *loop = &runner->loops[runner->depth++];
    *loop = (struct loop){.first = list.first, .count = list.count, .subject = runner->subject, .condition = at->count};
    if (at->word == EXPR_LOWEST || at->word == EXPR_HIGHEST)
        loop->low = loop->high = INFINITY;
}
