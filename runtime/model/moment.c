#include "moment.h"

bool moment_place(const struct model *model, uint32_t unit, struct date *date)
{
    const struct date *period = &model->units[unit].period;
    day_number *ends[] = {&date->first, &date->last};
    for (int i = 0; i < 2; i++) {
        if (*ends[i] != DAY_PERIOD_START && *ends[i] != DAY_PERIOD_END)
            continue;
        day_number placed = *ends[i] == DAY_PERIOD_START ? period->first : period->last;
        if (!period->precision || placed <= DAY_OPEN_START || placed >= DAY_OPEN_END)
            return false;
        *ends[i] = placed;
        if (date->precision == PRECISION_PERIOD && i)
            date->precision = PRECISION_DAY;
    }
    return true;
}

bool moment_computed(const struct moment *moment, uint32_t entity, day_number day, struct computed *value)
{
    const struct computer *computer = moment->model->computer;
    *value = (struct computed){0};
    return computer && model_property(moment->model, entity, PROPERTY_COMPUTE).node &&
           computer->value(computer, entity, day, value);
}

int moment_soon_days(const struct moment *moment, uint32_t unit)
{
    return moment->soon_days >= 0 ? moment->soon_days : moment->model->units[unit].settings.soon_days;
}
