#include "revision.h"

#include "ignore.h"
#include "text.h"

#include <string.h>

static const uint32_t LARGEST = (1u << 31) - 2; /* bytes, as of files on disk; and of all plans of a version */
enum { MOST_ENTRIES = 500000, LONGEST_PATH = 4096, LONGEST_TOLD = 200 };

/* A folder yet to be searched; its path is as it is shown, and ends in a slash or is empty. */
struct folder {
    const char *path;
    struct git_id id;
    const struct ignore *ignore;
};

struct search {
    const struct revision *revision;
    struct file_list *list;
    struct folder *folders; /* a stack */
    uint32_t count, capacity;
    uint64_t entries, bytes; /* seen and read so far */
    enum completeness whole;
    const char *where;
};

static void give_up(struct search *search, enum completeness whole, const char *path)
{
    size_t length = strlen(path);
    while (length > LONGEST_TOLD || (length < strlen(path) && path[length - 1] != '/'))
        length--;
    search->whole = whole;
    search->where = length ? arena_copy(&search->list->arena, path, length) : ".";
}

static bool is_plan_name(const char *name)
{
    size_t length = strlen(name);
    return length > 5 && strcmp(name + length - 5, ".plan") == 0;
}

static void add(struct search *search, const char *path, const struct git_entry *entry)
{
    struct found_file file = {.path = path};
    enum git_kind kind = entry->kind;
    if (kind == GIT_FILE)
        kind = git_read(search->revision->git, &entry->id, LARGEST, &file.bytes, &file.length);
    search->bytes += file.length;
    if (kind == GIT_MISSING)
        give_up(search, REVISION_MISSING, path);
    else if (search->bytes > LARGEST || (entry->kind == GIT_FILE && kind == GIT_OTHER))
        give_up(search, REVISION_TOO_LARGE, path);
    if (!file.bytes)
        file.unreadable = text_of(TEXT_IS_NOT_A_FILE, search->list->language);
    file.size = file.length;
    ARRAY_PUSH(search->list, data, count, capacity, file);
}

static const struct ignore *read_ignore(struct search *search, const struct folder *folder)
{
    struct git_entry entry = git_at(search->revision->git, &folder->id, ".traadignore");
    uint32_t length;
    char *bytes;
    if (entry.kind != GIT_FILE)
        return folder->ignore;
    if (git_read(search->revision->git, &entry.id, LARGEST, &bytes, &length) != GIT_FILE) {
        give_up(search, REVISION_MISSING, arena_format(&search->list->arena, "%s.traadignore", folder->path));
        return folder->ignore;
    }
    const char *text = arena_copy(&search->list->arena, bytes, length);
    array_free(bytes);
    return ignore_read(&search->list->arena, folder->ignore, (uint32_t)strlen(folder->path), text, length);
}

static void search_folder(struct search *search, struct folder folder)
{
    struct arena *arena = &search->list->arena;
    struct git_entry *entries = NULL;
    uint32_t count;
    if (!git_list(search->revision->git, arena, &folder.id, &entries, &count)) {
        give_up(search, REVISION_MISSING, folder.path);
        return;
    }
    search->entries += count;
    if (search->entries > MOST_ENTRIES || strlen(folder.path) > LONGEST_PATH) {
        give_up(search, REVISION_TOO_LARGE, folder.path);
        return;
    }
    folder.ignore = read_ignore(search, &folder);
    for (uint32_t i = 0; i < count && search->whole == REVISION_WHOLE; i++) {
        const struct git_entry *entry = &entries[i];
        bool plan = is_plan_name(entry->name), inner = entry->kind == GIT_FOLDER;
        const char *path = arena_format(arena, "%s%s", folder.path, entry->name);
        if (*entry->name == '.' || (!plan && !inner) || ignore_matches(folder.ignore, path, inner))
            continue;
        if (plan) {
            add(search, path, entry);
        } else {
            struct folder next = {arena_format(arena, "%s/", path), entry->id, folder.ignore};
            ARRAY_PUSH(search, folders, count, capacity, next);
        }
    }
}

enum completeness revision_find(const struct revision *revision, struct file_list *list, const char **where)
{
    struct search search = {.revision = revision, .list = list};
    struct git_entry top = git_at(revision->git, &revision->tree, revision->below);
    *where = *revision->below ? revision->below : ".";
    if (top.kind == GIT_MISSING)
        return REVISION_MISSING;
    if (top.kind == GIT_FILE) {
        const char *slash = strrchr(revision->below, '/');
        add(&search, *revision->shown ? revision->shown : slash ? slash + 1 : revision->below, &top);
    } else if (top.kind == GIT_FOLDER) {
        struct folder first = {revision->shown, top.id, NULL};
        ARRAY_PUSH(&search, folders, count, capacity, first);
    } else {
        return REVISION_NOT_THERE;
    }
    while (search.count && search.whole == REVISION_WHOLE)
        search_folder(&search, search.folders[--search.count]);
    array_free(search.folders);
    for (uint32_t i = 0; i < list->count && search.whole != REVISION_WHOLE; i++) { /* nobody will read them */
        array_free(list->data[i].bytes);
        list->data[i].bytes = NULL;
    }
    *where = search.where;
    return search.whole;
}

/* A path without `.` and `..`; NULL when it would lead above where it begins. */
static const char *plain_path(struct arena *arena, const char *path)
{
    char *out = arena_alloc(arena, strlen(path) + 2);
    size_t length = 0;
    for (const char *at = path; *at;) {
        size_t size = strcspn(at, "/");
        bool up = size == 2 && at[0] == '.' && at[1] == '.', here = size == 0 || (size == 1 && *at == '.');
        if (up && length == 0)
            return NULL;
        if (up) {
            while (length && out[length - 1] != '/')
                length--;
            length -= length > 0;
        } else if (!here) {
            if (length)
                out[length++] = '/';
            memcpy(out + length, at, size);
            length += size;
        }
        at += size;
        at += *at == '/';
    }
    out[length] = '\0';
    return out;
}

struct git_entry revision_at(const struct revision *revision, struct arena *arena, const char **path)
{
    static const struct git_entry outside = {.kind = GIT_OTHER};
    size_t before = strlen(revision->shown);
    if (before && revision->shown[before - 1] != '/') { /* a file alone: data lie beside it */
        const char *slash = strrchr(revision->shown, '/');
        before = slash ? (size_t)(slash - revision->shown) + 1 : 0;
    }
    const char *rest = plain_path(arena, *path + (strncmp(*path, revision->shown, before) == 0 ? before : 0));
    if (!rest)
        return outside;
    *path = arena_format(arena, "%.*s%s", (int)before, revision->shown, rest);
    struct git_entry top = git_at(revision->git, &revision->tree, revision->below);
    const char *slash = top.kind == GIT_FOLDER ? NULL : strrchr(revision->below, '/');
    int length = top.kind == GIT_FOLDER ? (int)strlen(revision->below) : slash ? (int)(slash - revision->below) : 0;
    return git_at(revision->git, &revision->tree,
                  arena_format(arena, "%.*s%s%s", length, revision->below, length ? "/" : "", rest));
}
