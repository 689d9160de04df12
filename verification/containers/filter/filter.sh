# A filter without asynchronous support, put in front of a web archive that stays as it is.

# filter_classes: prints the folder of its class, compiled the first time.
filter_classes() {
  local classes=$work/containers/filter
  if [[ ! -f $classes/PlainFilter.class ]]; then
    mkdir -p "$classes"
    javac --release 17 -d "$classes" -cp "$(distribution tomcat-11)/lib/servlet-api.jar" \
      "$containers_folder/filter/PlainFilter.java" >&2
  fi
  echo "$classes"
}

# descriptor_with FILE WAR: prints the archive's descriptor with these lines.
descriptor_with() {
  local place=$work/containers/descriptor
  mkdir -p "$place"
  (cd "$place" && jar --extract --file "$2" WEB-INF/web.xml)
  sed "/<display-name>/r $1" "$place/WEB-INF/web.xml"
}

# filtered_descriptor WAR: prints the archive's descriptor with the filter.
filtered_descriptor() {
  descriptor_with "$containers_folder/filter/filter.xml" "$1"
}
