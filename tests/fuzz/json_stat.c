/* JSON-stat: what begins as JSON is a data set or is told what is wrong with it; what it says is judged and shown. */
#include "data.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size || *data != '{') /* anything else is taken for CSV */
        return -1;
    fuzz_data(data, size);
    return 0;
}
