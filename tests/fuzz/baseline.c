/* Baselines: a file is refused at a line, or read, and then written and read again as the same. */
#include "baseline.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct baseline baseline, again;
    struct writer once = {0}, twice = {0};
    char *text = fuzz_copy(data, size);
    if (baseline_read(&baseline, text, (uint32_t)size) == 0) {
        baseline_write(&once, &baseline);
        DEMAND(baseline_read(&again, once.data, once.count) == 0);
        DEMAND(again.count == baseline.count);
        baseline_write(&twice, &again);
        DEMAND(once.count == twice.count && memcmp(once.data, twice.data, once.count) == 0);
        baseline_free(&again);
    }
    baseline_free(&baseline);
    writer_free(&once);
    writer_free(&twice);
    array_free(text);
    return 0;
}
