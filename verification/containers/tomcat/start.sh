# A Tomcat with a base of its own beside the distribution, as its RUNNING.txt has it.

# lay_out_tomcat HOME BASE: a base anew, with nothing deployed.
lay_out_tomcat() {
  rm -rf "$2"
  mkdir -p "$2"/{conf,webapps,temp,logs,work}
  cp "$1"/conf/{web.xml,context.xml} "$2"/conf/
  sed "s:CONNECTOR_ATTRIBUTES:$(documented 'maxHttpRequestHeaderSize="32768" socket.bufferPool="0"'):" \
    "$containers_folder"/tomcat/server.xml >"$2"/conf/server.xml
}

# start_tomcat HOME BASE [JAVA_OPTION…]: sets $pid and $port; what it prints is in BASE/log.
start_tomcat() {
  local home=$1 base=$2
  shift 2
  # The packages that Tomcat's own scripts open, so that it can look for leaks.
  java --add-opens=java.base/{java.lang,java.lang.reflect,java.io,java.util,java.util.concurrent}=ALL-UNNAMED \
    --add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED -Djava.util.logging.SimpleFormatter.format='%4$s %5$s%6$s%n' "$@" \
    -Dcatalina.home="$home" -Dcatalina.base="$base" -Djava.io.tmpdir="$base/temp" \
    -cp "$home/bin/bootstrap.jar:$home/bin/tomcat-juli.jar" org.apache.catalina.startup.Bootstrap start \
    >"$base/log" 2>&1 &
  pid=$!
  servers+=("$pid")
  await_line "$base/log" "$pid" 'Server startup in' >/dev/null || return 1
  port=$(grep -Eo 'http-nio-127.0.0.1-auto-[0-9]+-[0-9]+' "$base/log" | tail -n 1 | grep -Eo '[0-9]+$')
}

# deploy_tomcat BASE WAR NAME [KEY=VALUE…]: with these context parameters, before the start.
deploy_tomcat() {
  local base=$1 name=$3 setting
  mkdir -p "$base/conf/Catalina/localhost"
  cp "$2" "$base/webapps/$name.war"
  shift 3
  (($#)) || return 0
  {
    echo '<Context>'
    for setting in "$@"; do
      documented_setting '  <Parameter name="lmcp.auth.bearer.token" value="…" override="false"/>' "$setting"
    done
    echo '</Context>'
  } >"$base/conf/Catalina/localhost/$name.xml"
}

# deploy_filtered_tomcat BASE WAR NAME: with a filter without asynchronous support in front, before the start.
deploy_filtered_tomcat() {
  deploy_tomcat "$1" "$2" "$3"
  filtered_descriptor "$2" >"$1/conf/$3-web.xml"
  cat >"$1/conf/Catalina/localhost/$3.xml" <<XML
<Context altDDName="$1/conf/$3-web.xml">
  <Resources>
    <PostResources className="org.apache.catalina.webresources.DirResourceSet"
                   base="$(filter_classes)" webAppMount="/WEB-INF/classes"/>
  </Resources>
</Context>
XML
}

# undeployed_tomcat BASE NAME: prints what to remove for it to go.
undeployed_tomcat() {
  echo "$1/webapps/$2.war"
}
