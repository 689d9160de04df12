# Shared by the scripts of verification/: source it. Ends with the script everything that start_server began.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$root/verification/.work
version=$(sed -n 's|^  <version>\(.*\)</version>$|\1|p' "$root/pom.xml")
mkdir -p "$work"

servers=()

# stop_servers: asks each to end, and kills what has not after 15 s. Only what start_server began.
stop_servers() {
  local pid
  for pid in ${servers[@]+"${servers[@]}"}; do
    kill "$pid" 2>/dev/null || continue
    for _ in $(seq 150); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.1
    done
    kill -9 "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  servers=()
}
trap stop_servers EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
  echo "$*" >&2
  exit 1
}

# module_jar MODULE: the path of the jar that 'mvn verify' builds for the module.
module_jar() {
  local jar=$root/$1/target/$1-$version.jar
  [[ -f $jar ]] || fail "'${jar#"$root"/}' does not exist; build it: mvn -B -ntp -DskipTests verify"
  echo "$jar"
}

need_npm() {
  command -v npm >/dev/null || fail "'npm' was not found on the PATH; the clients and the official conformance suite" \
    "are npm packages. Install Node.js with npm and run this again; 'mvn verify' needs neither."
}

# npm_folder FOLDER: fills verification/.work/<name of FOLDER> with FOLDER's scripts and the packages that its lock
# names, and prints the path. Installs anew only when the lock has changed.
npm_folder() {
  local to
  to=$work/$(basename "$1")
  mkdir -p "$to"
  cp "$1"/package.json "$1"/package-lock.json "$to"/
  find "$1" -maxdepth 1 -name '*.mjs' -exec cp {} "$to"/ \;
  if ! cmp -s "$to/package-lock.json" "$to/node_modules/.installed-lock.json"; then
    npm ci --prefix "$to" --no-audit --no-fund --no-update-notifier --loglevel=error >&2
    cp "$to/package-lock.json" "$to/node_modules/.installed-lock.json"
  fi
  echo "$to"
}

# use_node: sets $node to a Node.js that the npm packages run on (22.19 or newer), the machine's own if it is new enough.
use_node() {
  need_npm
  local new_enough='const [a, b] = process.versions.node.split("."); process.exit(a > 22 || (a == 22 && b >= 19) ? 0 : 1)'
  if node=$(command -v node) && "$node" -e "$new_enough"; then
    return
  fi
  node=$(npm_folder "$root/verification/node")/node_modules/node/bin/node
}

# await_line LOG PID PATTERN: waits until the process has written a line that matches, and prints the line. A process may
# write a line in several pieces, so a line counts only with its end.
await_line() {
  local line alive=yes
  for _ in $(seq 3000); do
    kill -0 "$2" 2>/dev/null || alive=
    line=$(head -n "$(wc -l <"$1")" "$1" | grep -Em 1 -- "$3" || true)
    [[ -n $line ]] && echo "$line" && return
    [[ -n $alive ]] || break
    sleep 0.1
  done
  tail -n 40 "$1" >&2
  return 1
}

# await_url LOG PID: waits for the line with the URL of a server, and prints the URL at which it listens. If clients call it
# by another URL, the line has both, and this one last.
await_url() {
  local line
  line=$(await_line "$1" "$2" '^(url +)?https?://[^[:space:]]+/mcp( |$)') || return 1
  grep -Eo 'https?://[^[:space:])]+' <<<"$line" | tail -n 1
}

# start_server NAME COMMAND…: starts it, and sets $url to the URL at which it listens.
start_server() {
  local name=$1 log=$work/$1.log
  shift
  # An earlier server of this name may have left its log.
  : >"$log"
  "$@" >"$log" 2>&1 &
  servers+=("$!")
  url=$(await_url "$log" "$!") || fail "$name did not tell its URL within 300 s; the end of its output is above."
}

# start_fixtures: builds and starts the fixture server of the conformance suite, and sets $url, and $fixtures_classes
# for those who start it themselves.
start_fixtures() {
  local folder=$root/verification/conformance
  mvn -q -B -ntp -f "$root/pom.xml" -Pverification -pl verification/conformance -am package -DskipTests \
    >"$work/fixtures-build.log" 2>&1 || fail "$(cat "$work/fixtures-build.log")"
  fixtures_classes=$folder/target/classes:$folder/target/lib/*
  start_server fixtures java -cp "$fixtures_classes" dev.lmcp.verification.conformance.ConformanceServer
}

# use_repository: sets $repository to a local Maven repository that has what the build has just made, beside all that the
# machine's own has: for builds of their own that depend on lmcp (-Dmaven.repo.local), which so leave nothing of ours in
# the machine's.
use_repository() {
  local own=$HOME/.m2/repository entry module id to
  repository=$work/repository
  rm -rf "$repository/dev/lmcp"
  mkdir -p "$repository/dev" "$own"
  for entry in "$own"/* "$own"/dev/*; do
    to=$repository/${entry#"$own"/}
    [[ $entry == "$own/dev" || $entry == "$own/dev/lmcp" || -e $to ]] || ln -s "$entry" "$to"
  done
  for module in "$root"/lmcp-*/target/published-pom.xml; do
    module=${module%/target/published-pom.xml} id=${module##*/}
    to=$repository/dev/lmcp/$id/$version
    mkdir -p "$to"
    cp "$module/target/published-pom.xml" "$to/$id-$version.pom"
    find "$module/target" -maxdepth 1 -name "$id-$version*.[jw]ar" -exec cp {} "$to"/ \;
  done
}
