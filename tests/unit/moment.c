/* What holds on a day: each row is a measure's lines, a day, and the class and status it has then. */
#include "test.h"
#include "workspace.h"

struct row {
    const char *lines, *day, *class;
    enum term status;
};

static const struct row ROWS[] = {
    /* deadlines: the day before, the day itself, the day after */
    {"frist 2020-06-30", "2020-06-29", "due_soon", TERM_NONE},
    {"frist 2020-06-30", "2020-06-30", "due_soon", TERM_NONE},
    {"frist 2020-06-30", "2020-07-01", "overdue", TERM_NONE},
    {"frist 2020", "2020-12-31", "due_soon", TERM_NONE},
    {"frist 2020", "2021-01-01", "overdue", TERM_NONE},
    {"frist 2020", "2020-10-02", "due_soon", TERM_NONE}, /* ninety days before */
    {"frist 2020", "2020-10-01", "later", TERM_NONE},    /* ninety-one */
    {"frist mai 2020", "2020-06-01", "overdue", TERM_NONE},
    {"frist høst 2020", "2020-12-31", "due_soon", TERM_NONE},
    {"frist 29.2.2024", "2024-03-01", "overdue", TERM_NONE},
    {"frist uke 53 2026", "2027-01-03", "due_soon", TERM_NONE},
    {"frist uke 53 2026", "2027-01-04", "overdue", TERM_NONE},
    {"frist skoleåret 2025/26", "2026-08-01", "overdue", TERM_NONE},
    {"frist periodeslutt", "2028-12-31", "due_soon", TERM_NONE},
    {"frist periodeslutt", "2029-01-01", "overdue", TERM_NONE},
    {"frist \"ved rullering\"", "2020-01-01", "unschedulable", TERM_NONE},
    {"frist ?", "2020-01-01", "unschedulable", TERM_NONE},
    {"frist 2020?", "2021-06-01", "unschedulable", TERM_NONE},
    /* without frist, the end of når */
    {"når 2018–2020", "2021-01-01", "overdue", TERM_NONE},
    {"når 2018–2020", "2018-12-31", "later", TERM_NONE},
    {"når 2018–2020", "2019-01-01", "late_start", TERM_NONE},
    {"når fra 2021", "2020-06-01", "later", TERM_NONE},
    {"når fra 2021", "2021-12-31", "later", TERM_NONE},
    {"når fra 2021", "2022-01-01", "late_start", TERM_NONE},
    {"når fra 2021\nstatus pågår 2021-05", "2022-01-01", "ongoing", STATUS_IN_PROGRESS},
    {"når til 2024", "2025-01-01", "overdue", TERM_NONE},
    {"oppstart 2020", "2021-01-01", "late_start", TERM_NONE},
    {"oppstart 2020\nfrist 2022", "2021-01-01", "late_start", TERM_NONE},
    {"oppstart 2020\nfrist 2022", "2022-11-01", "due_soon", TERM_NONE}, /* nearness comes first */
    {"når løpende", "2020-01-01", "ongoing", TERM_NONE},
    {"når jevnlig", "2020-01-01", "ongoing", TERM_NONE},
    {"når ved behov", "2020-01-01", "unschedulable", TERM_NONE},
    {"når løpende 2018–2020", "2021-01-01", "overdue", TERM_NONE},
    {"", "2020-01-01", "unschedulable", TERM_NONE},
    /* status: what ends holds from the last day of its date, the rest from the first */
    {"frist 2020\nstatus fullført 2020-05-01", "2020-04-30", "later", TERM_NONE},
    {"frist 2020\nstatus fullført 2020-05-01", "2020-05-01", "done", STATUS_COMPLETED},
    {"frist 2020\nstatus fullført 2020", "2020-12-30", "due_soon", TERM_NONE},
    {"frist 2020\nstatus fullført 2020", "2020-12-31", "done", STATUS_COMPLETED},
    {"frist 2020\nstatus pågår 2020", "2020-01-01", "later", STATUS_IN_PROGRESS},
    {"frist 2020\nstatus stanset 2020-03-01", "2021-01-01", "stopped", STATUS_STOPPED},
    {"frist 2020\nstatus avsluttet 2019", "2019-12-31", "stopped", STATUS_CLOSED},
    {"frist 2020\nutført 2020-06-01", "2020-06-01", "done", STATUS_COMPLETED},
    {"frist 2020\nstatus fullført", "2019-01-01", "done", STATUS_COMPLETED},
    {"frist 2020\nstatus fullført\nstatus pågår 2020-02-01", "2021-01-01", "overdue",
     STATUS_IN_PROGRESS}, /* undated is oldest */
    {"frist 2020\nstatus pågår 2020-05\nstatus planlagt 2020-05-01", "2020-06-01", "later",
     STATUS_PLANNED}, /* the finer wins */
    {"frist 2020\nstatus pågår 2020-05-01\nstatus planlagt 2020-05-01", "2021-01-01", "overdue",
     STATUS_PLANNED}, /* tied */
    {"frist 2020\nstatus fullført? 2020-05-01", "2021-01-01", "overdue", TERM_NONE},
    /* postponements: from their decision on, the latest wins */
    {"frist 2020\nutsatt til 2021 vedtak \"a\" 2020-04-02", "2020-04-01", "later", TERM_NONE},
    {"frist 2020\nutsatt til 2021 vedtak \"a\" 2020-04-02", "2021-01-01", "later", TERM_NONE},
    {"frist 2020\nutsatt til 2021 vedtak \"a\" 2020-04-02", "2022-01-01", "overdue", TERM_NONE},
    {"frist 2020\nutsatt til 2022 vedtak \"a\" 2020-04-02\nutsatt til 2021 vedtak \"b\" 2020-08-01", "2022-01-01",
     "overdue", TERM_NONE},
    {"frist 2020\nutsatt til 2022", "2021-06-01", "later", TERM_NONE},
    {"utsatt til 2022", "2023-01-01", "overdue", TERM_NONE},
    {"frist 2020\nutsatt til 2021 vedtak \"a\" 2020\nutsatt til 2022 vedtak \"b\" 2020-01-01", "2022-06-01", "later",
     TERM_NONE}, /* the finer decision wins a tie */
    {"frist 2020\nutsatt til 2022 vedtak \"a\" 2020-01-01\nutsatt til 2021 vedtak \"b\" 2020-01-01", "2022-01-01",
     "overdue", TERM_NONE}, /* still tied: the earlier deadline */
    {"frist 2020\nutsatt til 2022\nutsatt til 2021", "2022-01-01", "overdue", TERM_NONE},
    {"frist 2020\nutsatt til ?", "2021-01-01", "overdue", TERM_NONE},
    {"frist 2020\nutsatt til ? vedtak \"a\" 2020-02-01", "2021-01-01", "overdue", TERM_NONE},
    {"frist 2020\nutsatt til 2022?", "2021-01-01", "overdue", TERM_NONE},
    {"når 2018–2020\nutsatt til 2021 vedtak \"a\" 2020", "2021-06-01", "late_start", TERM_NONE},
    {"frist 2020\nutsatt til periodeslutt vedtak \"a\" 2020", "2028-12-31", "due_soon", TERM_NONE},
    /* what began and was postponed or stopped did begin; what is planned anew did not */
    {"oppstart 2020\nfrist 2025\nstatus pågår 2020-05\nstatus utsatt 2021-05", "2022-01-01", "later", STATUS_POSTPONED},
    {"oppstart 2020\nfrist 2025\nstatus pågår 2020-05\nstatus planlagt 2021-05", "2022-01-01", "late_start",
     STATUS_PLANNED},
    {"frist 2020\nutført 2019, 2021", "2019-12-30", "later", TERM_NONE},
    {"frist 2020\nutført 2019, 2021", "2019-12-31", "done", STATUS_COMPLETED},
    {"frist 2020\nutført 2018–2020", "2020-12-30", "due_soon", TERM_NONE},
    {"frist 2020\nutført 2019\nstatus pågår 2020-02", "2021-01-01", "overdue", STATUS_IN_PROGRESS}, /* taken up again */
    /* by, during, the end of */
    {"frist innen utgangen av 2020", "2021-01-01", "overdue", TERM_NONE},
    {"frist utløpet av programperioden (2028)", "2028-12-31", "due_soon", TERM_NONE},
    {"når innen 2020", "2019-12-31", "later", TERM_NONE}, /* nobody says when it begins */
    {"når i løpet av 2020", "2021-01-01", "overdue", TERM_NONE},
    {"når jevnlig 2018–2020", "2019-06-01", "ongoing", TERM_NONE},
    {"når jevnlig 2018–2020", "2021-01-01", "overdue", TERM_NONE},
    {"når ved behov 2018–2020", "2021-01-01", "unschedulable", TERM_NONE},
    /* series */
    {"når hvert år", "2026-01-01", "recurring", TERM_NONE},
    {"når 2025, 2026", "2026-01-01", "recurring", TERM_NONE},
    {"når 2025, 2026\nutført 2025, 2026", "2026-12-31", "recurring", TERM_NONE},
    {"når 2025, 2026\nutført 2025, 2026", "2027-01-01", "done", TERM_NONE},
    {"når hvert år 2024–2025\nutført 2024-05-01, 2025-05-01", "2026-01-01", "done", TERM_NONE}};

static const char *class_of(const struct row *row, enum term *status)
{
    static char text[512];
    struct model model;
    struct moment moment;
    struct date day;
    size_t size = (size_t)snprintf(text, sizeof text,
                                   "plan p \"P\"\n  periode 2018–2028\nmål m \"M\"\n  tiltak t \"T\"\n    ");
    for (const char *at = row->lines; *at && size + 8 < sizeof text; at++) {
        text[size++] = *at;
        for (int i = 0; *at == '\n' && i < 4; i++)
            text[size++] = ' ';
    }
    text[size] = '\0';
    workspace_open(&model, text);
    date_parse_iso(row->day, strlen(row->day), &day);
    moment_init(&moment, &model, day.last);
    struct timing timing = moment_timing(&moment, workspace_find(&model, "p/t"));
    *status = timing.status;
    moment_free(&moment);
    model_free(&model);
    return class_row(timing.class)->name;
}

static void count(void *context, const struct occurrence *occurrence)
{
    char *text = context;
    size_t size = strlen(text);
    char id[OCCURRENCE_ID];
    occurrence_id(occurrence, id);
    snprintf(text + size, 256 - size, "%s%s%s", size ? " " : "", id, occurrence->performed ? "+" : "");
}

static void test_occurrences(void)
{
    static const struct {
        const char *lines, *ids;
    } cases[] = {{"når hvert år", "2018 2019+ 2020"},
                 {"når hvert halvår", "2018-H1 2018-H2 2019-H1+ 2019-H2+ 2020-H1 2020-H2"},
                 {"når hvert tertial 2019", "2019-T1+ 2019-T2+ 2019-T3+"},
                 {"når hvert år fra 2020", "2020"},
                 {"når hvert 2. år", "2018-2019+ 2020-2020"},
                 {"når hvert annet år", "2018-2019+ 2020-2020"},
                 {"når hvert år til 2019", "2018 2019+"},
                 {"oppstart 2019-07\n    når hvert år til 2020", "2019+ 2020"},
                 {"periode 2019–2020\n    når hvert år", "2019+ 2020"},
                 {"når skoleåret 2018/19, høst 2019", "2018-08..2019-07+ 2019-autumn+"},
                 {"når mai 2020 – juni 2020, 2019–2020", "2020-05..2020-06 2019-2020+"},
                 {"når hvert kvartal 2020", "2020-Q1 2020-Q2 2020-Q3 2020-Q4"},
                 {"når vår 2019 og høst 2020", "2019-spring+ 2020-autumn"},
                 {"når mars og april 2020", "2020-03 2020-04"},
                 {"når 2020-05-30, 2020-06", "2020-05-30 2020-06"},
                 {"når 2020, 2020", "2020"},
                 {"når hvert år 2019–2020, 2020", "2019+ 2020"},
                 {"når hvert år 2019–2020 innen 1. mai\n    når hvert år 2020 innen 1. november", "2019+ 2020 2020~2"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[256], ids[256] = "";
        struct model model;
        struct moment moment;
        bool over;
        snprintf(text, sizeof text,
                 "plan p \"P\"\n  periode 2018–2020\nmål m \"M\"\n  tiltak t \"T\"\n    %s\n    utført 2019\n",
                 cases[i].lines);
        workspace_open(&model, text);
        moment_init(&moment, &model, date_day(2021, 1, 1));
        moment_occurrences(&moment, workspace_find(&model, "p/t"), &over, count, ids);
        CHECK_STR(ids, cases[i].ids);
        CHECK(over);
        moment_free(&moment);
        model_free(&model);
    }
}

int main(void)
{
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        enum term status;
        const char *class = class_of(&ROWS[i], &status);
        if (!CHECK(strcmp(class, ROWS[i].class) == 0 && status == ROWS[i].status))
            printf("  %s on %s: is %s, expected %s\n", ROWS[i].lines, ROWS[i].day, class, ROWS[i].class);
    }
    test_occurrences();
    return test_end();
}
