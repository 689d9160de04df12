// What a container's log has to say that no deployment may cause, each with all of its lines.

/** The beginning of an entry, in the format of Tomcat's log here, and in Jetty's. */
const ENTRY = /^(?:(?:SEVERE|WARNING|INFO|CONFIG|FINE) |\d{4}-\d{2}-\d{2} \S+?:[A-Z]+ ?:)/;
const TROUBLE = /^(?:(?:SEVERE|WARNING) |\S+ \S+?:(?:WARN|ERROR|FATAL) ?:)/;
/** What the server itself tells an operator: by a code, and of callers that it refuses. */
const OWN = /LMCP-\d{3}|credentials refused with|token refused,/;

export function troubles(log) {
  const entries = [];
  for (const line of log.split('\n')) {
    if (ENTRY.test(line) || entries.length === 0) {
      entries.push(line);
    } else {
      entries[entries.length - 1] += `\n${line}`;
    }
  }
  return entries.filter(entry => TROUBLE.test(entry) && !OWN.test(entry.split('\n')[0]));
}
