# Redeploys and removals of the sample's WAR, with the plugins for OAuth and for nodes in a directory beside it. Sourced by run.

declare -A class_loaders=(
  [tomcat]=org.apache.catalina.loader.ParallelWebappClassLoader
  [jetty]=org.eclipse.jetty.ee.webapp.WebAppClassLoader
)

# start_redis: sets $REDIS to the port of a redis-server, which stop_servers ends.
start_redis() {
  command -v redis-server >/dev/null || fail "'redis-server' was not found on the PATH; install it (Debian: apt-get install" \
    "redis-server) and run this again."
  export REDIS
  REDIS=$(free_port)
  redis-server --port "$REDIS" --bind 127.0.0.1 --dir "$folder" --save '' --appendonly no >"$folder/redis.log" 2>&1 &
  servers+=("$!")
}

# oauth_plugins: prints the folder of the OAuth plugin and what it needs besides lmcp, as an operator would fill it. The
# plugins that connect nodes are beside it.
oauth_plugins() {
  local plugins=$folder/plugins bouncycastle jar
  jar=$(module_jar lmcp-auth-oauth)
  bouncycastle=$(sed -n 's:.*<version.bouncycastle>\(.*\)</version.bouncycastle>.*:\1:p' "$root/pom.xml")
  rm -rf "$plugins"
  mkdir -p "$plugins"
  cp "$jar" "$root"/lmcp-cluster-*/target/lmcp-cluster-*-"$version"-plugin.jar "$plugins"/
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
  start_redis
  "lay_out_$kind" "$home" "$base"
  if LMCP_CONFIG_FILE=$CONFIG started 'nothing deployed' "start_$kind" "$home" "$base" -Xmx512m; then
    PID=$pid
    checks redeploy.mjs
  fi
  stop_servers
}

# jdks: prints the homes of the JDKs to try, of Java 17 and 25 as far as this machine has them.
jdks() {
  local version home
  for version in 17 25; do
    for home in "${JDKS_FOLDER:-/usr/lib/jvm}"/*"$version"*; do
      if [[ -x $home/bin/jcmd ]]; then
        echo "$home"
        break
      fi
    done
  done
}

# removals DEPLOYMENTS [EACH]: in the container at hand, started with nothing deployed, on the Java of the PATH. EACH: every
# scenario by itself, too.
removals() {
  local kind=${name%%-*}
  export LOG=$base/log PID WAR=$war WEBAPP=$base/webapps/lmcp.war CONFIG=$base/lmcp.properties PLUGINS
  export LOADER=${class_loaders[$kind]} DEPLOYMENTS=$1 EACH=${2:-} SUFFIX=${3:-} CLUSTER_WORK=$folder
  PLUGINS=$(oauth_plugins)
  start_redis
  "lay_out_$kind" "$home" "$base"
  # A class loader that only soft references keep is no leak, and this option makes each full collection free it. In Java 25
  # a static of the JDK has such a reference to the last record that was linked.
  if LMCP_CONFIG_FILE=$CONFIG started "nothing deployed$SUFFIX" "start_$kind" "$home" "$base" -Xmx512m \
    -XX:SoftRefLRUPolicyMSPerMB=0; then
    PID=$pid
    checks removal.mjs
  fi
  stop_servers
}

# removals_on_each_jdk DEPLOYMENTS: every scenario, on each of the JDKs.
removals_on_each_jdk() {
  local jdk path=$PATH
  for jdk in $(jdks); do
    PATH=$jdk/bin:$path
    removals "$1" each ", Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/.*java.specification.version = //p')"
  done
  PATH=$path
}
