# How the checks of a container get into the table. Sourced by run, which sets $name, $base and $results.

# tell CHECK OUTCOME [DETAIL]: a line of the table, of the container at hand.
tell() {
  printf 'RESULT\t%s\t%s\t%s\t%s\n' "$name" "$1" "$2" "${3:-}" >>"$results"
}

# checks SCRIPT: runs it for the container at hand, and keeps what it saw. What else a failed script has printed is shown.
checks() {
  local script=$1 log=$folder/$name-${1//\//-}.log
  CONTAINER=$name ORIGIN=http://127.0.0.1:$port "$node" "$here/$script" >"$log" 2>&1 || grep -v '^RESULT' "$log" >&2 || true
  grep '^RESULT' "$log" >>"$results" || tell "$script" FAILED "$(tail -n 5 "$log" | tr '\n' ' ')"
}

# started KIND COMMAND…: whether it starts, with the time it took.
started() {
  local what=$1 began
  shift
  began=$(date +%s%N)
  if "$@"; then
    tell "start, $what" ok "$((($(date +%s%N) - began) / 1000000)) ms"
  else
    tell "start, $what" FAILED "$(tail -n 5 "$base/log" | tr '\n' ' ')"
    return 1
  fi
}
