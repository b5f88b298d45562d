# fish completion for traad: the program itself says what may stand at the cursor.

function __traad_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l program $words[1]
    set -e words[1]
    set -l lines (command $program __complete -- $words "$word" 2>/dev/null)
    set -q lines[1]; or return
    set -l head (string split \t -- $lines[1])
    set -e lines[1]
    for line in $lines
        echo -- "$head[3]$line"
    end
    set -l path (string sub -s (math 1 + (string length -- "$head[3]")) -- "$word")
    switch $head[1]
        case plans
            for found in (__fish_complete_path "$path" | string match -r '.*(?:/|\.plan)(?:\t.*)?$')
                echo -- "$head[3]$found"
            end
        case folders
            for found in (__fish_complete_directories "$path" '')
                echo -- "$head[3]$found"
            end
        case files
            for found in (__fish_complete_path "$path")
                echo -- "$head[3]$found"
            end
    end
end

complete -c traad -f -a '(__traad_complete)'
