# Sourced by tests/all and .ci/run (bash). Owns the sums.
#   step NAME COMMAND…   runs the command, shows its output and time, adds its closing "N passed, N failed" line
#                        to the sums; a command without such a line counts as one, by its exit status. A line "N skipped" is added too
#   steps_end            prints the sums, the last line as above; returns 1 if anything failed
# shellcheck shell=bash
steps_passed=0 steps_failed=0 steps_skipped=0 steps_bad=()
steps_log=$(mktemp) || exit 2
trap 'rm -f "$steps_log"' EXIT

step() {
  local name=$1 began=${EPOCHREALTIME:-$SECONDS.000000} status sums skipped passed=1 failed=0
  shift
  printf '== %s\n' "$name"
  "$@" 2>&1 | tee "$steps_log"
  status=${PIPESTATUS[0]}
  sums=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$steps_log" | tail -n 1)
  [[ -z $sums ]] || read -r passed _ failed _ <<<"$sums"
  skipped=$(sed -nE 's/^([0-9]+) skipped$/\1/p' "$steps_log" | tail -n 1)
  if [[ $status -ne 0 && $failed -eq 0 ]]; then
    failed=1
    [[ -n $sums ]] || passed=0
  fi
  ((steps_passed += passed, steps_failed += failed, steps_skipped += skipped)) || true
  [[ $failed -eq 0 ]] || steps_bad+=("$name")
  printf '== %s: %s in %.1f s\n' "$name" "$([[ $failed -eq 0 ]] && echo ok || echo FAILED)" \
    "$(seconds "$began" "${EPOCHREALTIME:-$SECONDS.000000}")"
}

# Seconds from $1 to $2, both as EPOCHREALTIME gives them (six decimals, the locale's decimal sign).
seconds() {
  local micro=$((10#${2//[.,]/} - 10#${1//[.,]/}))
  printf '%d.%06d' $((micro / 1000000)) $((micro % 1000000))
}

steps_end() {
  [[ ${#steps_bad[@]} -eq 0 ]] || printf 'failed: %s\n' "${steps_bad[@]}"
  [[ $steps_skipped -eq 0 ]] || printf '%d skipped\n' "$steps_skipped"
  printf '%d passed, %d failed\n' "$steps_passed" "$steps_failed"
  [[ $steps_failed -eq 0 ]]
}
