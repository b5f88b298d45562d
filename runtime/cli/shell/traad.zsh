#compdef traad
# zsh completion for traad: the program itself says what may stand at the cursor.

_traad() {
  local -a lines head values
  local line space result=1
  lines=("${(@f)$("${(Q)words[1]/#\~\//$HOME/}" __complete -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
  head=("${(@ps:\t:)lines[1]}")
  (( $#head == 3 )) || return 1
  [[ -z $head[3] ]] || compset -P "${(b)head[3]}"
  for line in "${(@)lines[2,-1]}"; do
    values+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
  done
  [[ $head[2] == nospace ]] && space=-S
  (( ! $#values )) || _describe -t values traad values ${space:+-S} ${space:+''} && result=0
  case $head[1] in
    plans) _files -g '*.plan' && result=0 ;;
    folders) _files -/ && result=0 ;;
    files) _files && result=0 ;;
  esac
  return result
}

if [[ $funcstack[1] == _traad ]]; then
  _traad "$@"
else
  compdef _traad traad
fi
