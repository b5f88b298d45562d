/* run_reckon.c: arithmetic with ranges: low and high ends apart; and with dates. */
#include "machine.h"

/* An operand as one range: of a list, its only number or date. */
static struct ends only(struct runner *runner, const struct result *operand, bool dated)
{
    if (list_width(operand) != 1)
        return (struct ends){0, 0, UNKNOWN_, UNIT_PLAIN};
    return list_ends(runner, operand, 0, dated);
}

static double least(const double *values, int count)
{
    double low = values[0];
    for (int i = 1; i < count; i++)
        low = values[i] < low ? values[i] : low;
    return low;
}

static double most(const double *values, int count)
{
    double high = values[0];
    for (int i = 1; i < count; i++)
        high = values[i] > high ? values[i] : high;
    return high;
}

void reckon(struct runner *runner, enum op op)
{
    bool dated = op == OP_DAYS_BETWEEN;
    struct ends b = only(runner, machine_top(runner), dated), a = only(runner, machine_top(runner) - 1, dated);
    double low = 0, high = 0;
    bool missing = truth_both(a.state, b.state) != TRUE_;
    machine_pop(runner);
    machine_pop(runner);
    switch (op) {
    case OP_ADD:
        low = a.low + b.low;
        high = a.high + b.high;
        break;
    case OP_SUBTRACT:
    case OP_DAYS_BETWEEN:
        low = a.low - b.high;
        high = a.high - b.low;
        break;
    default: {
        missing |= op == OP_DIVIDE && b.low <= 0 && b.high >= 0; /* by nothing, nothing can be divided */
        if (missing)
            break;
        const double ends[] = {
            op == OP_DIVIDE ? a.low / b.low : a.low * b.low, op == OP_DIVIDE ? a.low / b.high : a.low * b.high,
            op == OP_DIVIDE ? a.high / b.low : a.high * b.low, op == OP_DIVIDE ? a.high / b.high : a.high * b.high};
        low = least(ends, 4);
        high = most(ends, 4);
        missing = low != low || high != high; /* no number: 0 of no end */
        break;
    }
    }
    machine_push_number(runner, low, high, missing);
    if (dated)
        machine_top(runner)->unit = UNIT_DAYS;
    else if (op != OP_DIVIDE || a.unit != b.unit)
        machine_top(runner)->unit = a.unit ? a.unit : b.unit;
}

void reckon_negated(struct runner *runner)
{
    struct ends a = only(runner, machine_top(runner), false);
    machine_pop(runner);
    machine_push_number(runner, -a.high, -a.low, a.state != TRUE_);
    machine_top(runner)->unit = a.unit;
}

void reckon_date(struct runner *runner, bool earlier)
{
    struct ends days = only(runner, machine_top(runner), false), date = only(runner, machine_top(runner) - 1, true);
    double by = earlier ? -days.low : days.low;
    machine_pop(runner);
    machine_pop(runner);
    bool known = days.state == TRUE_ && date.state == TRUE_ && days.low >= days.high && by > -4e6 && by < 4e6 &&
                 date_is_in_calendar((day_number)(date.low + by));
    struct date moved = {.precision = PRECISION_DAY};
    if (known)
        moved.first = moved.last = (day_number)(date.low + by);
    machine_push_item(runner,
                      (struct item){.kind = known ? ITEM_DATE : ITEM_UNDECIDED, .certain = known, .date = moved});
}
