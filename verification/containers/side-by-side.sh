# The deployments in which the sample is tried, in the container at hand. Sourced by run.

secret() {
  od -An -N32 -tx1 /dev/urandom | tr -d ' \n'
}

stop_and_look_for_leaks() {
  local leaks
  stop_servers
  leaks=$(grep -Ei 'memory leak|failed to stop|has not been unregistered' "$base/log" || true)
  if [[ -z $leaks ]]; then tell 'stops without a leak' ok; else tell 'stops without a leak' FAILED "$leaks"; fi
}

# The token by a system property, which is for all deployments of a process.
by_property() {
  local kind=${name%%-*}
  "lay_out_$kind" "$home" "$base"
  "deploy_$kind" "$base" "$war" ROOT
  export TOKEN
  TOKEN=$(secret)
  started 'one deployment' "start_$kind" "$home" "$base" -Dlmcp.auth.bearer.token="$TOKEN" && checks property.mjs
  stop_servers
}

# Three deployments in one process: a token by the environment, one by context parameters, and a filter in front.
side_by_side() {
  local kind=${name%%-*}
  export ENVIRONMENT_TOKEN PARAMETER_TOKEN UNDEPLOY PID LOG=$base/log
  ENVIRONMENT_TOKEN=$(secret)
  PARAMETER_TOKEN=$(secret)
  UNDEPLOY=$("undeployed_$kind" "$base" lmcp)
  "lay_out_$kind" "$home" "$base"
  "deploy_$kind" "$base" "$war" ROOT
  "deploy_$kind" "$base" "$war" lmcp "lmcp.auth.bearer.token=$PARAMETER_TOKEN" lmcp.limits.drain-timeout=9s
  "deploy_filtered_$kind" "$base" "$war" filtered
  if LMCP_TOKEN=$ENVIRONMENT_TOKEN started 'three deployments' "start_$kind" "$home" "$base"; then
    PID=$pid
    if [[ $kind == wildfly ]]; then besides_wildfly "$base"; fi
    checks checks.mjs
    clients
  fi
  stop_and_look_for_leaks
}

# The sample's WAR alone; what its container is, stands in the WAR.
java_jar() {
  export ENVIRONMENT_TOKEN PID LOG=$base/log PARAMETER_TOKEN='' UNDEPLOY=''
  ENVIRONMENT_TOKEN=$(secret)
  rm -rf "$base"
  mkdir -p "$base"
  if LMCP_TOKEN=$ENVIRONMENT_TOKEN started 'one deployment' start_java_jar; then
    PID=$pid
    checks checks.mjs
    clients
  fi
  stop_and_look_for_leaks
}

start_java_jar() {
  java -jar "$war" --port 0 >"$base/log" 2>&1 &
  pid=$!
  servers+=("$pid")
  port=$(await_url "$base/log" "$pid" | grep -Eo ':[0-9]+/' | tr -d ':/')
}

# The official TypeScript client, with what it does in every era it knows.
clients() {
  local log=$folder/$name-clients.log
  [[ -n $all ]] || return 0
  SAMPLE_URL=http://127.0.0.1:$port/mcp SAMPLE_TOKEN=$ENVIRONMENT_TOKEN \
    "$node" "$(npm_folder "$here/../clients")/typescript.mjs" >"$log" 2>&1 || true
  local passed failed
  passed=$(grep -c $'^RESULT.*\tok\t' "$log" || true)
  failed=$(grep -v $'^RESULT.*\tok\t' "$log" || true)
  if ((passed >= 30)) && [[ -z $failed ]]; then
    tell '/ TypeScript client, both eras' ok "$passed checks"
  else
    tell '/ TypeScript client, both eras' FAILED "$passed passed; $(head -n 5 <<<"$failed" | tr '\n\t' '  ')"
  fi
}
