# A Jetty with a base of its own beside the distribution, as its operations guide has it.

# lay_out_jetty HOME BASE: a base anew, with nothing deployed.
lay_out_jetty() {
  rm -rf "$2"
  mkdir -p "$2"
  (cd "$2" && java -jar "$1/start.jar" --add-modules=http,ee10-deploy >setup.log 2>&1)
}

# start_jetty HOME BASE [JAVA_OPTION…]: sets $pid and $port; what it prints is in BASE/log.
start_jetty() {
  local home=$1 base=$2
  shift 2
  (cd "$base" && exec java "$@" -jar "$home/start.jar" \
    jetty.http.port=0 jetty.http.host=127.0.0.1 jetty.deploy.scanInterval=1) >"$base/log" 2>&1 &
  pid=$!
  servers+=("$pid")
  await "$base/log" "$pid" 'Started oejs.Server' >/dev/null || return 1
  port=$(grep -Eo 'Started oejs.ServerConnector.*127.0.0.1:[0-9]+' "$base/log" | tail -n 1 | grep -Eo '[0-9]+$')
}
