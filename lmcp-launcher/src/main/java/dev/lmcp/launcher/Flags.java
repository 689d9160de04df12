package dev.lmcp.launcher;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The command line of {@code java -jar lmcp.war}.
 *
 * @param isHelp whether help is asked for
 * @param isCheck whether the start is to be checked, not done
 * @param values the other flags with their values, as they were written
 */
record Flags(boolean isHelp, boolean isCheck, Map<String, String> values) {

    static final String HELP = """
            Usage: java -jar %s [flags]

              --stdio            talk over standard input and output to the program that starts this one, without a token
              --port PORT        where to listen; 8080 by default, 0 for any free port
              --host HOST        127.0.0.1 by default: this machine only
              --auth TOKEN       the token that callers must present, or env:NAME for the variable that holds it
              --auth-file FILE   a file with that token
              --config FILE      a file of settings, lmcp.properties by default
              --plugins FOLDER   a folder of plugin jars
              --name NAME        what the server calls itself
              --KEY VALUE        any setting, as in --lmcp.scopes.required=tools.call
              --check            say what would be started, try what it depends on, end with 0 or 1
              --help             say this

            A flag and its value stand apart or with '=' between them. LMCP_TOKEN, LMCP_CONF, LMCP_HOST, LMCP_PORT and
            LMCP_TRANSPORT=stdio in the environment work as well. Without any token one is made up, where only this
            machine can call.
            """;

    private static final String TRANSPORT = "--transport";

    /** Something on the command line that cannot be used. */
    static final class Unusable extends Exception {

        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    /** Reads the command line; which flags there are is the configuration's to know. */
    static Flags parse(String... args) throws Unusable {
        Map<String, String> values = new LinkedHashMap<>();
        boolean help = false;
        boolean check = false;
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            if (arg.equals("--help") || arg.equals("-h")) {
                help = true;
            } else if (arg.equals("--check")) {
                check = true;
            } else if (arg.equals("--stdio")) {
                put(values, TRANSPORT, "stdio");
            } else if (!arg.startsWith("--")) {
                throw new Unusable("'" + arg + "' stands on the command line; expected a flag that --help lists");
            } else if (arg.indexOf('=') > 0) {
                put(values, arg.substring(0, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
            } else if (i + 1 < args.length && !args[i + 1].startsWith("--")) {
                i++;
                put(values, arg, args[i]);
            } else {
                throw new Unusable("flag '" + arg + "' has no value; expected one behind it: see --help");
            }
        }
        return new Flags(help, check, Map.copyOf(values));
    }

    private static void put(Map<String, String> values, String flag, String value) throws Unusable {
        if (values.putIfAbsent(flag, value) != null) {
            throw new Unusable("flag '" + flag + "' is given twice; expected it once");
        }
    }

    /** Returns where to listen, by flag, system property, or environment. */
    HostPort address(Map<String, String> environment) throws Unusable {
        String host = find("host", environment).orElse(HostPort.HOST);
        Optional<String> port = find("port", environment);
        if (port.isEmpty()) {
            return new HostPort(host, HostPort.PORT);
        }
        try {
            int number = Integer.parseInt(port.get());
            if (number >= 0 && number <= 65_535) {
                return new HostPort(host, number);
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new Unusable("the port is '" + port.get() + "'; expected a number from 0 to 65535: see --help");
    }

    /** Returns the transport that is named and is not the launcher's own, by flag, system property, or environment. */
    Optional<String> plugin(Map<String, String> environment) {
        return Optional.ofNullable(values.get(TRANSPORT))
                .or(() -> Optional.ofNullable(values.get("--lmcp.transport")))
                .or(() -> Optional.ofNullable(System.getProperty("lmcp.transport")))
                .or(() -> Optional.ofNullable(environment.get("LMCP_TRANSPORT")))
                .map(String::trim)
                .filter(name -> !name.isEmpty() && !name.equals("http"));
    }

    private Optional<String> find(String name, Map<String, String> environment) {
        String key = "lmcp.transport.http." + name;
        String upper = name.toUpperCase(java.util.Locale.ROOT);
        return Optional.ofNullable(values.get("--" + name))
                .or(() -> Optional.ofNullable(values.get("--" + key)))
                .or(() -> Optional.ofNullable(System.getProperty(key)))
                // An orchestrator that links a service named lmcp sets LMCP_PORT to a URL.
                .or(() -> Optional.ofNullable(environment.get("LMCP_" + upper)).filter(value -> !value.contains("://")))
                .or(() -> Optional.ofNullable(environment.get("LMCP_TRANSPORT_HTTP_" + upper)))
                .map(String::trim)
                .filter(value -> !value.isEmpty());
    }
}
