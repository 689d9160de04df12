# The real containers, fetched from Maven Central, and how each is started. Source it after ../lib.sh.
#
#   home=$(distribution tomcat-11)
#   base=$work/mine/tomcat && lay_out_tomcat "$home" "$base" && cp some.war "$base/webapps/ROOT.war"
#   LMCP_TOKEN=… start_tomcat "$home" "$base" [JAVA_OPTION…]      # sets $pid and $port; ends with the script
#
# A web archive is deployed by moving it into the base's webapps (deployments for WildFly), and undeployed by removing
# it: every container here looks once a second.

containers_folder=$root/verification/containers

declare -A distributions=(
  [tomcat-11]=org.apache.tomcat:tomcat:11.0.24:zip
  [tomcat-10]=org.apache.tomcat:tomcat:10.1.59:zip
  [jetty-12.1]=org.eclipse.jetty:jetty-home:12.1.12:zip
  [jetty-12.0]=org.eclipse.jetty:jetty-home:12.0.31:zip
  [wildfly-39]=org.wildfly:wildfly-dist:39.0.1.Final:zip
)

# distribution NAME: prints its path; it is fetched and unpacked the first time.
distribution() {
  local home=$work/distributions/$1 unpacked=$work/distributions/$1-unpacked
  if [[ ! -f $home/.complete ]]; then
    rm -rf "$home" "$unpacked"
    mkdir -p "$unpacked"
    mvn -q -B -ntp -Dstyle.color=never -N -f "$root/pom.xml" dependency:copy \
      -Dartifact="${distributions[$1]}" -DoutputDirectory="$unpacked" >&2 || return 1
    (cd "$unpacked" && jar --extract --file ./*.zip && rm ./*.zip) || return 1
    mv "$unpacked"/* "$home"
    rmdir "$unpacked"
    touch "$home/.complete"
  fi
  echo "$home"
}

# free_port: prints a free port; needs $node.
free_port() {
  "$node" -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

# documented WORDS: prints them, if docs/deploying.md has them: what is tried here is what stands there.
documented() {
  grep -qF -- "$1" "$root/docs/deploying.md" || fail "docs/deploying.md does not have '$1' any more; it is used to try a container."
  echo "$1"
}

# documented_setting LINE KEY=VALUE: prints the documented line, for this setting instead of the token.
documented_setting() {
  documented "$1" | sed -e "s:lmcp\.auth\.bearer\.token:${2%%=*}:" -e "s:…:${2#*=}:"
}

source "$containers_folder/filter/filter.sh"
source "$containers_folder/tomcat/start.sh"
source "$containers_folder/jetty/start.sh"
source "$containers_folder/wildfly/start.sh"
