# A WildFly with a base of its own beside the distribution, as its 'standalone' is one.

# lay_out_wildfly HOME BASE: a base anew, with nothing deployed.
lay_out_wildfly() {
  rm -rf "$2"
  mkdir -p "$2/waiting"
  cp -r "$1"/standalone/{configuration,deployments} "$2"/
  sed -i -e 's/scan-interval="5000"/scan-interval="1000"/' -e 's/port="47\(12\|13\)"/port="0"/' \
    "$2"/configuration/standalone.xml
  : >"$2/overlays.cli"
}

# start_wildfly HOME BASE [JAVA_OPTION…]: sets $pid and $port; what it prints is in BASE/log.
start_wildfly() {
  local home=$1 base=$2
  shift 2
  # WildFly tells its ports before its log is set up, and not always.
  port=$(free_port)
  java --add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED \
    --add-opens=java.base/java.{lang,lang.invoke,lang.reflect,io,net,security,util,util.concurrent}=ALL-UNNAMED \
    --add-opens=java.management/javax.management=ALL-UNNAMED --add-opens=java.naming/javax.naming=ALL-UNNAMED \
    -Xlog:class+load:file="$base/classes.log" "$@" -Djboss.home.dir="$home" -Djboss.server.base.dir="$base" -Djboss.server.log.dir="$base/logs" \
    -Djboss.http.port="$port" -Djboss.https.port=0 -Djboss.management.http.port=0 -Djboss.management.https.port=0 \
    -jar "$home/jboss-modules.jar" -mp "$home/modules" org.jboss.as.standalone >"$base/log" 2>&1 &
  pid=$!
  servers+=("$pid")
  await_line "$base/log" "$pid" 'WFLYSRV0025' >/dev/null || return 1
  add_overlays "$home" "$base"
  await_deployments "$base"
}

# add_overlays HOME BASE: tells the server, by its command line, what to lay over the archives that wait.
add_overlays() {
  local management
  [[ -s $2/overlays.cli ]] || return 0
  management=$(await_line "$2/log" "$pid" 'WFLYSRV0051' | grep -Eom 1 '127.0.0.1:[0-9]+')
  java -Djboss.server.base.dir="$2" -jar "$1/jboss-modules.jar" -mp "$1/modules" org.jboss.as.cli \
    --connect --controller="remote+http://$management" --file="$2/overlays.cli" >"$2/overlays.log" 2>&1 \
    || { cat "$2/overlays.log" >&2; return 1; }
}

await_deployments() {
  local archive name
  for archive in "$1"/waiting/*.war; do
    [[ -e $archive ]] || continue
    name=$(basename "$archive")
    mv "$archive" "$1/deployments/$name"
  done
  for archive in "$1"/deployments/*.war; do
    for _ in $(seq 1200); do
      [[ ! -e $archive.deployed && ! -e $archive.failed ]] || break
      sleep 0.1
    done
    [[ -e $archive.deployed ]] || { tail -n 40 "$1/log" >&2; return 1; }
  done
}

# deploy_wildfly BASE WAR NAME [KEY=VALUE…]: with these context parameters, before the start.
deploy_wildfly() {
  local base=$1 war=$2 name=$3 setting
  shift 3
  if (($# == 0)); then
    cp "$war" "$base/deployments/$name.war"
    return
  fi
  for setting in "$@"; do
    echo "  <context-param><param-name>${setting%%=*}</param-name><param-value>${setting#*=}</param-value></context-param>"
  done >"$base/$name-params.xml"
  overlaid "$base" "$war" "$name" "$base/$name-params.xml"
}

# deploy_filtered_wildfly BASE WAR NAME: with a filter without asynchronous support in front, before the start.
deploy_filtered_wildfly() {
  overlaid "$1" "$2" "$3" "$containers_folder/filter/filter.xml" \
    ",/WEB-INF/classes/PlainFilter.class=$(filter_classes)/PlainFilter.class"
}

# overlaid BASE WAR NAME LINES [MORE]: an archive whose descriptor has these lines, too.
overlaid() {
  cp "$2" "$1/waiting/$3.war"
  descriptor_with "$4" "$2" >"$1/$3-web.xml"
  documented 'deployment-overlay add --name=lmcp --content=/WEB-INF/web.xml=lmcp-web.xml --deployments=lmcp.war' \
    | sed -e "s:=lmcp-web.xml:=$1/$3-web.xml${5:-}:" -e "s:lmcp.war:$3.war:" -e "s:--name=lmcp:--name=$3:" >>"$1/overlays.cli"
}

# undeployed_wildfly BASE NAME: prints what to remove for it to go.
undeployed_wildfly() {
  echo "$1/deployments/$2.war.deployed"
}

# besides_wildfly BASE: what is to be seen of this container alone, once archives are deployed. It has annotations of
# Jackson of its own, and older ones; each deployment must have read those that it brings.
besides_wildfly() {
  local archive missing=''
  for archive in "$1"/deployments/*.war; do
    grep 'com\.fasterxml\.jackson\.annotation\.' "$1/classes.log" \
      | grep -qF "/$(basename "$archive")/WEB-INF/lib/jackson-annotations" || missing+=" $(basename "$archive")"
  done
  if [[ -z $missing ]]; then tell "Jackson's annotations are the archive's" ok
  else tell "Jackson's annotations are the archive's" FAILED "another's were read by$missing"; fi
}
