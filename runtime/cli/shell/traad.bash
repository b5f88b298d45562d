# shellcheck shell=bash
# bash completion for traad: the program itself says what may stand at the cursor.

_traad() {
  local IFS=$'\n' i word whole cut files space prefix line value
  local current=${COMP_WORDS[COMP_CWORD]} program=${COMP_WORDS[0]/#\~\//$HOME/}
  local -a words=()

  # bash takes words apart at = and :, and traad does not.
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if ((${#words[@]})) && [[ $word == [=:]* || ${words[${#words[@]} - 1]} == *[=:] ]]; then
      words[${#words[@]} - 1]+=$word
    else
      words[${#words[@]}]=$word
    fi
  done
  words=("${words[@]//[\"\'\\]/}")
  whole=${words[${#words[@]} - 1]}
  case $current in
  [=:]*) cut=$whole ;;
  *) cut=${whole%"${current//[\"\'\\]/}"} ;;
  esac

  COMPREPLY=()
  {
    IFS=$'\t' read -r files space prefix || return
    while IFS= read -r line; do
      value=$prefix${line%%$'\t'*}
      [[ $value == "$whole"* ]] || continue
      value=${value#"$cut"}
      [[ $value != *[\&\;\<\>\(\)\|\$\`\"\'\*\?\ ]* ]] || printf -v value %q "$value"
      COMPREPLY[${#COMPREPLY[@]}]=$value
    done
  } < <("$program" __complete -- "${words[@]}" 2>/dev/null)

  [[ $space != nospace ]] || compopt -o nospace 2>/dev/null
  [[ $files != none ]] || return 0
  compopt -o filenames 2>/dev/null
  whole=${whole#"$prefix"}
  while IFS= read -r value; do
    COMPREPLY[${#COMPREPLY[@]}]=${prefix#"$cut"}$value
  done < <(
    case $files in
    plans)
      compgen -d -- "$whole"
      compgen -f -X '!*.plan' -- "$whole"
      ;;
    folders) compgen -d -- "$whole" ;;
    *) compgen -f -- "$whole" ;;
    esac
  )
}

complete -F _traad traad
