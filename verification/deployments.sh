# Deployments of the sample WAR in one Tomcat, each with settings of its own, requests to them, and rows of a table.
# Source it after lib.sh and containers/distributions.sh; set $folder first, and $base before context and log_says.

war=$root/lmcp-tools-sample/target/lmcp.war
[[ -f $war ]] || fail "'${war#"$root"/}' does not exist; build it: mvn -B -ntp -DskipTests verify"
mkdir -p "$folder"
results=$folder/results.tsv
: >"$results"

# Tomcat's search for leaks is let in. Many deployments start and are asked little, so one compiler will do.
tomcat_options=(--add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED
  -XX:TieredStopAtLevel=1 -XX:+UseSerialGC)

# context NAME WAR [KEY=VALUE…]: a deployment of the WAR, as it is, under /NAME; $inside is what its description has more.
# Not searched for JSPs and annotations, which no archive here has: that takes longer than all the rest, and a minute
# where a big signed jar is in Tomcat's lib.
context() {
  local name=$1 archive=$2 setting
  shift 2
  mkdir -p "$base/conf/Catalina/localhost"
  {
    echo "<Context docBase=\"$archive\">"
    for setting in "$@"; do
      echo "  <Parameter name=\"${setting%%=*}\" value=\"${setting#*=}\" override=\"false\"/>"
    done
    echo '  <JarScanner scanClassPath="false">'
    echo '    <JarScanFilter defaultTldScan="false" defaultPluggabilityScan="false"/>'
    echo '  </JarScanner>'
    echo "  ${inside:-}"
    echo '</Context>'
  } >"$base/conf/Catalina/localhost/$name.xml"
}

# reload NAME: what an operator does when a jar has come or gone; Tomcat notices within a second or two.
reload() {
  touch "$base/conf/Catalina/localhost/$1.xml"
}

log_says() { grep -Eq -- "$1" "$base/log"; }
log_hides() { ! grep -Fq -- "$1" "$base/log"; }
log_shows_no_leak() { ! leaks "$base/log" | grep . >&2; }

# tomcats [--all]: which ones a part tries, by its arguments.
tomcats() {
  local word
  tomcats=(tomcat-11)
  for word in "$@"; do
    [[ $word == --all ]] || fail "argument '$word' is not known; expected --all or nothing"
    tomcats=(tomcat-11 tomcat-10)
  done
}

# in_each_tomcat DEPLOY CHECK: starts each with what DEPLOY lays out in $base, lets CHECK ask it, and stops it.
in_each_tomcat() {
  local home
  for tomcat in "${tomcats[@]}"; do
    home=$(distribution "$tomcat")
    base=$folder/$tomcat
    lay_out_tomcat "$home" "$base"
    "$1"
    if ! start_tomcat "$home" "$base" "${tomcat_options[@]}"; then
      printf '%s\t%s\t%s\n' "$tomcat" start FAILED >>"$results"
      continue
    fi
    "$2"
    kill "$pid"
    wait "$pid" 2>/dev/null || true
    check "$tomcat" 'stops without a leak' log_shows_no_leak
  done
}

accept='Accept: application/json, text/event-stream'
meta='"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}'

# call_tool URL NAME ARGUMENTS [HEADER…]: calls a tool in the modern era; prints status line, header fields and body.
call_tool() {
  local url=$1 name=$2 arguments=$3 header headers=()
  shift 3
  for header in "$@"; do headers+=(-H "$header"); done
  curl -s -i --max-time 20 "$url" -H 'Content-Type: application/json' -H "$accept" \
    -H 'MCP-Protocol-Version: 2026-07-28' -H 'Mcp-Method: tools/call' -H "Mcp-Name: $name" \
    ${headers[@]+"${headers[@]}"} \
    -d '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"'"$name"'","arguments":'"$arguments"','"$meta"'}}'
}

# status_of ANSWER: the status of what call_tool printed.
status_of() {
  head -n 1 <<<"$1" | cut -d ' ' -f 2
}

# let_in URL [HEADER…]: whether the sample's tool 'add' answers.
let_in() {
  local answer
  answer=$(call_tool "$1" add '{"a":2,"b":40}' "${@:2}")
  [[ $(status_of "$answer") == 200 ]] && grep -q '"text":"42"' <<<"$answer"
}

# turned_away URL STATUS PATTERN [HEADER…]: whether the answer has this status, shows PATTERN, and nothing of the tool's.
turned_away() {
  local answer
  answer=$(call_tool "$1" add '{"a":2,"b":40}' "${@:4}")
  [[ $(status_of "$answer") == "$2" ]] && grep -Eqi -- "$3" <<<"$answer" && ! grep -q '"text":"42"' <<<"$answer"
}

# check SUBJECT WHAT COMMAND…: one row; FAILED where the command fails.
check() {
  local subject=$1 what=$2 result=passed
  shift 2
  "$@" || result=FAILED
  printf '%s\t%s\t%s\n' "$subject" "$what" "$result" >>"$results"
}

# eventually COMMAND…: whether it succeeds within 60 s; for what a container notices by itself.
eventually() {
  for _ in $(seq 300); do
    "$@" && return
    sleep 0.2
  done
  return 1
}

# print_results: the table; fails where a row does.
print_results() {
  column -t -s $'\t' "$results" 2>/dev/null || cat "$results"
  ! grep -q FAILED "$results"
}
