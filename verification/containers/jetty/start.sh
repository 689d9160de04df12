# A Jetty with a base of its own beside the distribution, as its operations guide has it.

# lay_out_jetty HOME BASE: a base anew, with nothing deployed.
lay_out_jetty() {
  rm -rf "$2"
  mkdir -p "$2"
  (cd "$2" && java -jar "$1/start.jar" "$(documented --add-modules=http,ee10-deploy)" >setup.log 2>&1)
}

# start_jetty HOME BASE [JAVA_OPTION…]: sets $pid and $port; what it prints is in BASE/log.
start_jetty() {
  local home=$1 base=$2
  shift 2
  (cd "$base" && exec java "$@" -jar "$home/start.jar" \
    jetty.http.port=0 jetty.http.host=127.0.0.1 \
    jetty.deploy.scanInterval=1 "$(documented jetty.httpConfig.requestHeaderSize=32768)") >"$base/log" 2>&1 &
  pid=$!
  servers+=("$pid")
  await_line "$base/log" "$pid" 'Started oejs.Server' >/dev/null || return 1
  port=$(grep -Eo 'Started (oejs.)?ServerConnector.*127.0.0.1:[0-9]+' "$base/log" | tail -n 1 | grep -Eo '[0-9]+$')
}

# deploy_jetty BASE WAR NAME [KEY=VALUE…]: with these context parameters, before the start.
deploy_jetty() {
  local base=$1 name=$3 setting
  cp "$2" "$base/webapps/$name.war"
  shift 3
  (($#)) || return 0
  jetty_context "$base" "$name" "$(for setting in "$@"; do
    documented_setting '  <Call name="setInitParameter"><Arg>lmcp.auth.bearer.token</Arg><Arg>…</Arg></Call>' "$setting"
  done)"
}

# deploy_filtered_jetty BASE WAR NAME: with a filter without asynchronous support in front, before the start.
deploy_filtered_jetty() {
  cp "$2" "$1/webapps/$3.war"
  filtered_descriptor "$2" >"$1/$3-web.xml"
  jetty_context "$1" "$3" "  <Set name=\"descriptor\">$1/$3-web.xml</Set>
  <Set name=\"extraClasspath\">$(filter_classes)/</Set>"
}

# jetty_context BASE NAME LINES: what stands beside a web archive for its settings.
jetty_context() {
  cat >"$1/webapps/$2.xml" <<XML
<?xml version="1.0"?>
<!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://jetty.org/configure_10_0.dtd">
$(documented '<Configure class="org.eclipse.jetty.ee10.webapp.WebAppContext">')
  <Set name="contextPath">/$2</Set>
  <Set name="war">$1/webapps/$2.war</Set>
$3
</Configure>
XML
}

# undeployed_jetty BASE NAME: prints what to remove for it to go.
undeployed_jetty() {
  echo "$1/webapps/$2.xml:$1/webapps/$2.war"
}
