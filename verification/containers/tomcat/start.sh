# A Tomcat with a base of its own beside the distribution, as its RUNNING.txt has it.

# lay_out_tomcat HOME BASE: a base anew, with nothing deployed.
lay_out_tomcat() {
  rm -rf "$2"
  mkdir -p "$2"/{conf,webapps,temp,logs,work}
  cp "$1"/conf/{web.xml,context.xml} "$containers_folder"/tomcat/server.xml "$2"/conf/
}

# start_tomcat HOME BASE [JAVA_OPTION…]: sets $pid and $port; what it prints is in BASE/log.
start_tomcat() {
  local home=$1 base=$2
  shift 2
  java -Djava.util.logging.SimpleFormatter.format='%4$s %5$s%6$s%n' "$@" \
    -Dcatalina.home="$home" -Dcatalina.base="$base" -Djava.io.tmpdir="$base/temp" \
    -cp "$home/bin/bootstrap.jar:$home/bin/tomcat-juli.jar" org.apache.catalina.startup.Bootstrap start \
    >"$base/log" 2>&1 &
  pid=$!
  servers+=("$pid")
  await "$base/log" "$pid" 'Server startup in' >/dev/null || return 1
  port=$(grep -Eo 'http-nio-127.0.0.1-auto-[0-9]+-[0-9]+' "$base/log" | tail -n 1 | grep -Eo '[0-9]+$')
}
