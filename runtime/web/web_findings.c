/* web_findings.c: what `check` says of a plan, the gravest first, each with the line it is about. */
#include "web_page.h"

static const enum label COLUMNS[] = {LABEL_SEVERITY, LABEL_FINDING, LABEL_PLACE};

static void begin_table(struct web_page *page)
{
    web_table_begin(page, "wide findings", site_kind_title(page->site, PAGE_FINDINGS), COLUMNS,
                    sizeof COLUMNS / sizeof *COLUMNS);
}

static void write_finding(struct web_page *page, const struct diagnostic *finding)
{
    static const enum label words[] = {LABEL_NOTE, LABEL_NOTE, LABEL_WARNING, LABEL_ERROR};
    struct site *site = page->site;
    struct html *h = &page->html;
    uint32_t line = source_position(&site->model->files[finding->span.file].source, finding->span.start).line;
    web_row(page, NULL);
    web_cell(page, NULL);
    web_badge(page, severity_name((enum severity)finding->severity), web_say(page, words[finding->severity]));
    html_close(h);
    web_row_head(page);
    web_sentence(page, diag_message(&page->arena, finding, site->language));
    const char *help = diag_help(&page->arena, finding, site->language);
    if (*help) {
        html_text(h, " ");
        html_open_class(h, ELEMENT_SPAN, "help");
        web_sentence(page, help);
        html_close(h);
    }
    html_close(h);
    web_cell(page, NULL);
    html_link(h, web_line_address(page, finding->span.file, line),
              arena_format(&page->arena, "%s:%u", site_path(site, finding->span.file), line));
    html_text(h, " ");
    html_element(h, ELEMENT_SPAN, "kind", diag_code_text(finding));
    html_close(h);
    web_row_end(page);
}

void web_findings(struct site *site, const struct plan *plan)
{
    struct web_page opened, *page = &opened;
    const struct diagnostic *findings = site->findings + plan->finding;
    web_begin(page, site, PAGE_FINDINGS, plan->slug, plan->unit ? site_kind_title(site, PAGE_FINDINGS) : plan->title,
              plan);
    html_open_class(&page->html, ELEMENT_P, "lead");
    web_sentence(page, web_say(page, plan->finding_count ? LABEL_FINDINGS_LEAD : LABEL_NO_FINDINGS));
    html_close(&page->html);
    if (plan->finding_count)
        begin_table(page);
    for (int severity = SEVERITY_ERROR; severity >= SEVERITY_NOTE; severity--)
        for (uint32_t i = 0; i < plan->finding_count; i++) {
            if (findings[i].severity != severity)
                continue;
            if (web_is_full(page)) {
                web_table_end(page);
                web_turn(page);
                begin_table(page);
            }
            write_finding(page, &findings[i]);
        }
    if (plan->finding_count)
        web_table_end(page);
    web_end(page);
}
