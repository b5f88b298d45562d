# Sourced in the project's folder (bash): puts the npm packages of package-lock.json in build/clients, once, or says what
# is missing and fails.
# shellcheck shell=bash
web_tools() {
  local here=tests/clients/web tools=build/clients program
  for program in node npm java; do
    command -v $program >/dev/null || { echo "$program is missing: .ci/deps ci installs it"; return 1; }
  done
  [[ -n ${CHROMIUM:=$(command -v chromium || command -v chromium-browser || command -v google-chrome)} ]] ||
    { echo "Chromium is missing: .ci/deps ci installs it, or CHROMIUM names another browser like it"; return 1; }
  export CHROMIUM
  if cmp -s $here/package-lock.json $tools/package-lock.json && [[ -f $tools/installed ]]; then
    return
  fi
  mkdir -p $tools && rm -f $tools/installed && cp $here/package.json $here/package-lock.json $tools/ || return
  if ! (cd $tools && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >$tools/install.log 2>&1; then
    cat $tools/install.log
    echo "npm could not fetch the packages of $here/package.json from its registry (see above)"
    return 1
  fi
  touch $tools/installed
}
web_tools
