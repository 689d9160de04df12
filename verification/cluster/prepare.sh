# What a trial of several nodes needs: programs, the web archive, plugins, clients, Tomcat and keys. Source it after
# ../lib.sh and ../containers/distributions.sh. 'prepare' exports CLUSTER_…, and sets $node.

# need_programs COMMAND:PACKAGE…: installs what is absent, all at once.
need_programs() {
  local pair missing=() as_root=()
  export PATH=$PATH:/usr/sbin
  for pair in "$@"; do
    command -v "${pair%%:*}" >/dev/null || missing+=("${pair#*:}")
  done
  ((${#missing[@]})) || return 0
  command -v apt-get >/dev/null || fail "'${missing[*]}' is not installed; install it and run this again."
  [[ $(id -u) -eq 0 ]] || as_root=(sudo)
  local install=(env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -q -y --no-install-recommends "${missing[@]}")
  # Debian starts the servers of these packages at once, and the trial wants its own only.
  ${as_root[@]+"${as_root[@]}"} "${install[@]}" >"$folder/install.log" 2>&1 \
    || { ${as_root[@]+"${as_root[@]}"} apt-get update -q && ${as_root[@]+"${as_root[@]}"} "${install[@]}"; } \
      >"$folder/install.log" 2>&1 || fail "'${missing[*]}' could not be installed: $(tail -n 3 "$folder/install.log")"
}

prepare() {
  folder=$work/cluster
  rm -rf "$folder"
  mkdir -p "$folder/plugins"
  need_programs redis-server:redis-server haproxy:haproxy openssl:openssl
  use_node
  mvn -q -B -ntp -f "$root/pom.xml" -Pverification -am package -DskipTests \
    -pl verification/conformance,lmcp-tools-sample,lmcp-cluster-jdbc,lmcp-cluster-redis >"$folder/build.log" 2>&1 \
    || fail "$(cat "$folder/build.log")"
  export CLUSTER_WORK=$folder CLUSTER_WAR=$root/lmcp-tools-sample/target/lmcp.war CLUSTER_PLUGINS=$folder/plugins
  cp "$root/verification/conformance/target/lmcp-verification-conformance-$version.jar" \
    "$root/lmcp-cluster-jdbc/target/lmcp-cluster-jdbc-$version-plugin.jar" \
    "$root/lmcp-cluster-redis/target/lmcp-cluster-redis-$version-plugin.jar" "$folder/plugins/"
  mkdir -p "$folder/trial/META-INF/services"
  javac -d "$folder/trial" -cp "$root/lmcp-core/target/classes:$root/verification/conformance/target/lib/*" "$here/TrialTools.java"
  echo TrialTools >"$folder/trial/META-INF/services/dev.lmcp.spi.ToolProvider"
  jar --create --file "$folder/plugins/trial.jar" -C "$folder/trial" .
  export CLUSTER_TOMCAT CLUSTER_PAGE=$root/docs/cluster.md
  CLUSTER_TOMCAT=$(distribution tomcat-11)
  lay_out_tomcat "$CLUSTER_TOMCAT" "$folder/tomcat-base"
  prepare_clients
  openssl rand -base64 32 >"$folder/state.keys"
  openssl rand -base64 32 >"$folder/other.keys"
}

prepare_clients() {
  local java=$root/verification/clients/java
  export CLUSTER_SUITE=$root/verification/conformance/run CLUSTER_CLIENTS CLUSTER_JAVA_CLIENT
  CLUSTER_CLIENTS=$(npm_folder "$root/verification/clients")
  mvn -q -B -ntp -f "$java/pom.xml" -pl sdk -am compile >"$folder/java-client.log" 2>&1 \
    || fail "$(cat "$folder/java-client.log")"
  CLUSTER_JAVA_CLIENT=$java/sdk/target/classes:$(<"$java/sdk/target/classpath")
}
