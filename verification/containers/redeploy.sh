# Redeploys under load: the sample's WAR, and the OAuth plugin in a directory beside it. Sourced by run.

declare -A class_loaders=(
  [tomcat]=org.apache.catalina.loader.ParallelWebappClassLoader
  [jetty]=org.eclipse.jetty.ee.webapp.WebAppClassLoader
)

# oauth_plugins: prints the folder of the OAuth plugin and what it needs besides lmcp, as an operator would fill it.
oauth_plugins() {
  local plugins=$folder/plugins bouncycastle jar
  jar=$(module_jar lmcp-auth-oauth)
  bouncycastle=$(sed -n 's:.*<version.bouncycastle>\(.*\)</version.bouncycastle>.*:\1:p' "$root/pom.xml")
  rm -rf "$plugins"
  mkdir -p "$plugins"
  cp "$jar" "$plugins"/
  mvn -q -B -ntp -Dstyle.color=never -N -f "$root/pom.xml" dependency:copy \
    -Dartifact="org.bouncycastle:bcprov-jdk18on:$bouncycastle" -DoutputDirectory="$plugins" >&2
  echo "$plugins"
}

# redeploys TIMES: in the container at hand, started with nothing deployed.
redeploys() {
  local kind=${name%%-*}
  export LOG=$base/log PID WAR=$war WEBAPP=$base/webapps/lmcp.war CONFIG=$base/lmcp.properties PLUGINS
  export LOADER=${class_loaders[$kind]} TIMES=$1
  PLUGINS=$(oauth_plugins)
  "lay_out_$kind" "$home" "$base"
  if LMCP_CONFIG_FILE=$CONFIG started 'nothing deployed' "start_$kind" "$home" "$base" -Xmx512m; then
    PID=$pid
    checks redeploy.mjs
  fi
  stop_servers
}
